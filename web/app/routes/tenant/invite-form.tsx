import type { SubmissionResult } from "@conform-to/react";
import type { FetcherWithComponents } from "react-router";
import { Link, useActionData } from "react-router";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import { ActionForm } from "~/ui/form/action-form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { Notice } from "~/ui/notice";
import { RoleChoice } from "./member-dialogs";

export type InviteAnswer = { toast: string } | { lastResult: SubmissionResult; problem?: Problem };

type InviteFormProps = { fetcher?: FetcherWithComponents<InviteAnswer>; formKey: string };

export function InviteForm({ fetcher, formKey }: InviteFormProps) {
	const posted = useActionData<InviteAnswer>();
	const answer = fetcher ? fetcher.data : posted;
	const refusal = answer && "lastResult" in answer ? answer : null;
	const [form, fields] = useActionForm<{ email: string; role: string }>({ lastResult: refusal?.lastResult ?? null });
	const full = refusal?.problem?.code === "limit_reached";
	return (
		<ActionForm form={form} fetcher={fetcher} action="/app/members/invite" labels={{ email: m.billing_email() }}>
			{full && (
				<Notice tone="wait" live title={m.team_full_title()}>
					{m.team_full_text()}{" "}
					<Link to="/pricing" className="text-accent-ink underline underline-offset-4">
						{m.team_larger_plans()}
					</Link>
				</Notice>
			)}
			<input type="hidden" name="key" value={formKey} readOnly />
			{fetcher && <input type="hidden" name="stay" value="yes" />}
			<TextField
				field={fields.email}
				type="email"
				label={m.billing_email()}
				autoComplete="off"
				placeholder="nama@perusahaan.co.id"
				required
			/>
			<RoleChoice chosen="member" />
			<SubmitButton fetcher={fetcher} className="justify-self-end">
				{m.team_invite_send()}
			</SubmitButton>
		</ActionForm>
	);
}
