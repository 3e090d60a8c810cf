import type { Schema } from "@sewa/sdk";
import { Check, Eye, X } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Button, ButtonLink } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { ReasonBox } from "../dialog-fields";
import { useMay } from "../permissions";

type ChangeActionsProps = { change: Schema<"SystemPlanChangeDetail">; idempotencyKey: string };

const OPEN = ["quoted", "awaiting_payment", "awaiting_review"];

/** Approve what is under review, or turn the change down; the proof itself is on the payment's page. */
export function ChangeActions({ change, idempotencyKey: key }: ChangeActionsProps) {
	const mayWrite = useMay("system.plan_change.write");
	const reviewing = change.payments.find((payment) => payment.status === "awaiting_review");
	if (!mayWrite || !OPEN.includes(change.status)) return null;
	return (
		<>
			<ConfirmDialog
				title={m.admin_command_reject_title()}
				consequence={m.admin_command_reject_text({ tenant: change.tenant.name })}
				confirmLabel={m.admin_command_reject()}
				fields={{ intent: "reject", key }}
				trigger={
					<Button variant="danger-quiet" icon={<X aria-hidden />}>
						{m.admin_command_reject()}
					</Button>
				}
			>
				<ReasonBox help={m.admin_payments_reason_help()} />
			</ConfirmDialog>
			{reviewing && (
				<>
					<ButtonLink to={`/admin/payments/${reviewing.id}`} icon={<Eye aria-hidden />}>
						{m.admin_command_review_payment()}
					</ButtonLink>
					<ConfirmDialog
						tone="primary"
						title={m.admin_command_approve_title()}
						consequence={m.admin_command_approve_text({ plan: change.planName, tenant: change.tenant.name })}
						confirmLabel={m.admin_command_approve()}
						fields={{ intent: "approve", key }}
						trigger={
							<Button variant="primary" icon={<Check aria-hidden />}>
								{m.admin_command_approve()}
							</Button>
						}
					/>
				</>
			)}
		</>
	);
}
