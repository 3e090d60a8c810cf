import type { Schema } from "@sewa/sdk";
import { useId } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { Field } from "~/ui/field";
import { Textarea } from "~/ui/textarea";

type Difference = Schema<"ReconciliationDifference">;

/** The remedy where it can be carried out at once, and settling by hand with a note. */
export function DifferenceActions({ difference: { id, remedy, automatic } }: { difference: Difference }) {
	const noteId = useId();
	const what =
		remedy === "replay_event" ? m.admin_reconciliation_do_replay_event : m.admin_reconciliation_do_sync_payment;
	return (
		<span className="inline-flex flex-wrap justify-end gap-2 xl:flex-nowrap">
			{automatic && (
				<ConfirmDialog
					tone="primary"
					title={m.admin_reconciliation_do_title()}
					consequence={what()}
					confirmLabel={m.admin_reconciliation_do()}
					fields={{ intent: "remedy", id }}
					trigger={
						<Button size="sm" variant="primary">
							{m.admin_reconciliation_do()}
						</Button>
					}
				/>
			)}
			<ConfirmDialog
				tone="primary"
				title={m.admin_reconciliation_resolve_title()}
				consequence={m.admin_reconciliation_resolve_text()}
				confirmLabel={m.admin_reconciliation_resolve()}
				fields={{ intent: "resolve", id }}
				trigger={<Button size="sm">{m.admin_reconciliation_resolve()}</Button>}
			>
				<Field id={noteId} label={m.admin_reconciliation_note()}>
					{(control) => <Textarea {...control} name="note" rows={3} required minLength={3} maxLength={500} />}
				</Field>
			</ConfirmDialog>
		</span>
	);
}
