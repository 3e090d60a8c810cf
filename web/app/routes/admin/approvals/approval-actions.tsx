import type { Schema } from "@sewa/sdk";
import { Check, Undo2, X } from "lucide-react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { ReasonBox } from "../dialog-fields";
import { useMay } from "../permissions";
import { kindWord } from "./approval-words";

type ApprovalActionsProps = { approval: Schema<"Approval">; own: boolean; idempotencyKey: string };

/** Agree or turn down; whoever asked can only take it back. */
export function ApprovalActions({ approval, own, idempotencyKey: key }: ApprovalActionsProps) {
	const name = approval.requestedBy.name;
	if (!useMay("system.approval.decide")) return null;
	const words = own
		? {
				title: m.admin_approvals_withdraw_title(),
				text: m.admin_approvals_withdraw_text(),
				label: m.admin_approvals_withdraw(),
			}
		: {
				title: m.admin_approvals_reject_title(),
				text: m.admin_approvals_reject_text({ name }),
				label: m.admin_approvals_reject(),
			};
	const Icon = own ? Undo2 : X;
	return (
		<>
			<ConfirmDialog
				title={words.title}
				consequence={words.text}
				confirmLabel={words.label}
				fields={{ intent: "reject", key }}
				trigger={
					<Button variant="danger-quiet" icon={<Icon aria-hidden />}>
						{words.label}
					</Button>
				}
			>
				<ReasonBox />
			</ConfirmDialog>
			{!own && (
				<ConfirmDialog
					tone="primary"
					title={m.admin_approvals_approve_title()}
					consequence={m.admin_approvals_approve_text({
						what: kindWord(approval.kind),
						amount: formatMoney(approval.amount, getLocale()),
						tenant: approval.tenant.name,
						name,
					})}
					confirmLabel={m.admin_approvals_approve()}
					fields={{ intent: "approve", key }}
					trigger={
						<Button variant="primary" icon={<Check aria-hidden />}>
							{m.admin_approvals_approve()}
						</Button>
					}
				/>
			)}
		</>
	);
}
