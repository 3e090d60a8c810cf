import type { Schema } from "@sewa/sdk";
import { Ban, Mail, RotateCw } from "lucide-react";
import { useId } from "react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { Field } from "~/ui/field";
import { Textarea } from "~/ui/textarea";
import { ReasonBox } from "../dialog-fields";
import { useMay } from "../permissions";

type Timeline = Schema<"DunningTimeline">;

/** Whether the renewal is still unpaid. */
export const owes = ({ status }: Pick<Timeline, "status">): boolean => status === "past_due" || status === "suspended";

/** Try to collect, write, suspend before the schedule does. */
export function DunningActions({ timeline, idempotencyKey: key }: { timeline: Timeline; idempotencyKey: string }) {
	const tenant = timeline.tenant.name;
	const amount = timeline.invoice ? formatMoney(timeline.invoice.total, getLocale()) : "";
	if (!useMay("system.dunning.write") || !owes(timeline)) return null;
	return (
		<>
			{timeline.status === "past_due" && (
				<ConfirmDialog
					title={m.admin_dunning_suspend_title({ tenant })}
					consequence={m.admin_dunning_suspend_text()}
					confirmLabel={m.admin_dunning_suspend()}
					fields={{ intent: "suspend", key }}
					trigger={
						<Button variant="danger-quiet" icon={<Ban aria-hidden />}>
							{m.admin_dunning_suspend()}
						</Button>
					}
				>
					<ReasonBox />
				</ConfirmDialog>
			)}
			<ConfirmDialog
				tone="primary"
				title={m.admin_dunning_contact_title({ tenant })}
				consequence={m.admin_dunning_contact_text()}
				confirmLabel={m.admin_dunning_contact_send()}
				fields={{ intent: "contact", key }}
				trigger={<Button icon={<Mail aria-hidden />}>{m.admin_dunning_contact()}</Button>}
			>
				<MessageBox />
			</ConfirmDialog>
			<ConfirmDialog
				tone="primary"
				title={m.admin_dunning_retry_title({ amount })}
				consequence={m.admin_dunning_retry_text({ tenant })}
				confirmLabel={m.admin_dunning_retry()}
				fields={{ intent: "retry", key }}
				trigger={
					<Button variant="primary" icon={<RotateCw aria-hidden />}>
						{m.admin_dunning_retry()}
					</Button>
				}
			/>
		</>
	);
}

function MessageBox() {
	const id = useId();
	return (
		<Field id={id} label={m.admin_dunning_contact_message()}>
			{(control) => <Textarea {...control} name="message" rows={4} required maxLength={2000} />}
		</Field>
	);
}
