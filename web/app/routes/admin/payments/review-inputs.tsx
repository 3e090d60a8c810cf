import { useId, useRef } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Textarea } from "~/ui/textarea";

export function ApprovalNotes() {
	const id = useId();
	return (
		<Field id={id} label={m.admin_payments_notes()} help={m.admin_payments_notes_help()} optional>
			{(control) => <Textarea {...control} name="notes" rows={2} maxLength={1000} />}
		</Field>
	);
}

/** The reason the customer reads, with the usual ones at hand. */
export function RejectionReason() {
	const id = useId();
	const text = useRef<HTMLTextAreaElement>(null);
	const quick = [
		m.admin_payments_quick_not_received(),
		m.admin_payments_quick_amount(),
		m.admin_payments_quick_unreadable(),
		m.admin_payments_quick_wrong_account(),
	];
	return (
		<>
			<div className="grid gap-1.5">
				<p className="text-note text-ink-muted">{m.admin_payments_quick()}</p>
				<div className="flex flex-wrap gap-1.5">
					{quick.map((reason) => (
						<Button
							key={reason}
							size="sm"
							className="h-auto! max-w-full py-1 text-left whitespace-normal!"
							onClick={() => {
								if (text.current) text.current.value = reason;
								text.current?.focus();
							}}
						>
							{reason}
						</Button>
					))}
				</div>
			</div>
			<Field id={id} label={m.admin_reason()} help={m.admin_payments_reason_help()}>
				{(control) => (
					<Textarea {...control} ref={text} name="reason" rows={3} required minLength={3} maxLength={500} />
				)}
			</Field>
		</>
	);
}
