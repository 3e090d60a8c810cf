import type { FormMetadata } from "@conform-to/react";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "../button";
import { Dialog } from "../dialog";
import { SubmitButton } from "./submit-button";

type SaveBarProps = {
	// biome-ignore lint/suspicious/noExplicitAny: a form of any values
	form: FormMetadata<any>;
	/** Names the act; "Save changes" when not given. */
	label?: string;
	intent?: string;
};

/** The bar under a form: says that there are unsaved changes, keeps them, saves them. */
export function SaveBar({ form, label, intent }: SaveBarProps) {
	useWarnOnLeave(form.dirty);
	const blocker = useBlocker(
		({ currentLocation, nextLocation }) => form.dirty && currentLocation.pathname !== nextLocation.pathname,
	);
	const submitting = blocker.state === "blocked" && blocker.location.state === "submitting";
	return (
		<div className="sticky bottom-0 z-10 -mx-4 flex items-center justify-between gap-3 border-t border-line bg-page/95 px-4 py-3 backdrop-blur-sm md:mx-0 md:px-0">
			<p role="status" className="text-note text-ink-muted">
				{form.dirty ? m.ui_unsaved() : ""}
			</p>
			<div className="flex gap-2">
				{form.dirty && (
					<Button {...form.reset.getButtonProps()} type="submit" variant="quiet">
						{m.ui_discard()}
					</Button>
				)}
				<SubmitButton intent={intent}>{label ?? m.ui_save_changes()}</SubmitButton>
			</div>
			<Dialog
				title={m.ui_leave_title()}
				description={m.ui_leave_text()}
				open={blocker.state === "blocked" && !submitting}
				onOpenChange={(open) => !open && blocker.reset?.()}
				footer={
					<>
						<Button onClick={() => blocker.proceed?.()}>{m.ui_leave_confirm()}</Button>
						<Button variant="primary" onClick={() => blocker.reset?.()}>
							{m.ui_leave_stay()}
						</Button>
					</>
				}
			/>
		</div>
	);
}

function useWarnOnLeave(dirty: boolean) {
	useEffect(() => {
		if (!dirty) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", warn);
		return () => window.removeEventListener("beforeunload", warn);
	}, [dirty]);
}
