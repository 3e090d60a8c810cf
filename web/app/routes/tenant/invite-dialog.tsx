import { UserPlus } from "lucide-react";
import { useEffect, useState } from "react";
import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { useToastOf } from "~/ui/use-toast-of";
import { type InviteAnswer, InviteForm } from "./invite-form";

/** Invites without leaving the list; without JavaScript the button leads to the page with the same form. */
export function InviteDialog({ formKey }: { formKey: string }) {
	const [open, setOpen] = useState(false);
	const fetcher = useFetcher<InviteAnswer>();
	const done = fetcher.data && "toast" in fetcher.data ? fetcher.data : null;
	useToastOf(done);
	useEffect(() => {
		if (done) setOpen(false);
	}, [done]);
	return (
		<>
			<ButtonLink
				to="/app/members/invite"
				variant="primary"
				icon={<UserPlus aria-hidden />}
				aria-haspopup="dialog"
				onClick={(event) => {
					event.preventDefault();
					setOpen(true);
				}}
			>
				{m.team_invite()}
			</ButtonLink>
			<Dialog title={m.team_invite_title()} description={m.team_invite_text()} open={open} onOpenChange={setOpen}>
				<InviteForm fetcher={fetcher} formKey={formKey} />
			</Dialog>
		</>
	);
}
