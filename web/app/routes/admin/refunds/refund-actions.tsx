import type { Schema } from "@sewa/sdk";
import { Check, RotateCw, X } from "lucide-react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { ReasonBox, TextBox } from "../dialog-fields";
import { useMay } from "../permissions";

/** Confirm a transfer, ask the provider again, or give the refund up. */
export function RefundActions({ refund, idempotencyKey: key }: { refund: Schema<"Refund">; idempotencyKey: string }) {
	const open = refund.status === "requested" || refund.status === "pending";
	if (!useMay("system.refund.create") || !open) return null;
	const amount = formatMoney(refund.amount, getLocale());
	return (
		<>
			{refund.way === "manual" && (
				<>
					<ConfirmDialog
						title={m.admin_refunds_fail_title()}
						consequence={m.admin_refunds_fail_text()}
						confirmLabel={m.admin_refunds_fail()}
						fields={{ intent: "fail", key }}
						trigger={
							<Button variant="danger-quiet" icon={<X aria-hidden />}>
								{m.admin_refunds_fail()}
							</Button>
						}
					>
						<ReasonBox max={255} />
					</ConfirmDialog>
					<ConfirmDialog
						tone="primary"
						title={m.admin_refunds_complete_title({ amount })}
						consequence={m.admin_refunds_complete_text({ tenant: refund.tenant.name })}
						confirmLabel={m.admin_refunds_complete()}
						fields={{ intent: "complete", key }}
						trigger={
							<Button variant="primary" icon={<Check aria-hidden />}>
								{m.admin_refunds_complete()}
							</Button>
						}
					>
						<TextBox
							name="reference"
							label={m.admin_refunds_complete_reference()}
							help={m.admin_refunds_complete_reference_help()}
							minLength={3}
							maxLength={100}
						/>
					</ConfirmDialog>
				</>
			)}
			{refund.way === "provider" && refund.status === "requested" && (
				<ConfirmDialog
					tone="primary"
					title={m.admin_refunds_retry_title()}
					consequence={m.admin_refunds_retry_text()}
					confirmLabel={m.admin_refunds_retry()}
					fields={{ intent: "retry", key }}
					trigger={<Button icon={<RotateCw aria-hidden />}>{m.admin_refunds_retry()}</Button>}
				/>
			)}
		</>
	);
}
