import type { Schema } from "@sewa/sdk";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { useMay } from "../permissions";
import { ApproveConsequence } from "./approve-consequence";
import { difference } from "./difference";
import { ApprovalNotes, RejectionReason } from "./review-inputs";
import { ShortcutKey, useShortcut } from "./shortcut";
import { subjectOf } from "./subject";

type ReviewActionsProps = {
	payment: Schema<"SystemPayment">;
	invoice: Schema<"SystemInvoice"> | null;
	tenant: Schema<"SystemTenantDetail">;
	idempotencyKey: string;
	/** Whoever has given the first yes cannot give the second. */
	me: string;
};

/** Approve (a) and reject (r), each with a dialog that says what will happen. */
export function ReviewActions({ payment, invoice, tenant, idempotencyKey, me }: ReviewActionsProps) {
	const [open, setOpen] = useState<"approve" | "reject" | null>(null);
	const mayReject = useMay("system.payment.reject");
	const decides = useMay("system.payment.approve") && difference(payment) === null;
	const second = payment.secondApproval;
	const mayApprove = decides && second?.requestedBy.id !== me;
	const yes: Record<string, string> = second ? { intent: "agree", approvalId: second.id } : { intent: "approve" };
	useShortcut("a", () => mayApprove && setOpen("approve"));
	useShortcut("r", () => mayReject && setOpen("reject"));
	const number = subjectOf(payment);
	return (
		<>
			{mayReject && (
				<ConfirmDialog
					open={open === "reject"}
					onOpenChange={(opened) => setOpen(opened ? "reject" : null)}
					title={m.admin_payments_reject_title({ number })}
					consequence={m.admin_payments_reject_text({ tenant: tenant.name })}
					confirmLabel={m.admin_payments_reject()}
					fields={{ intent: "reject", key: idempotencyKey }}
					trigger={
						<Button
							variant="danger-quiet"
							icon={<X aria-hidden />}
							aria-keyshortcuts="r"
							title={m.admin_payments_shortcut({ key: "R" })}
						>
							{m.admin_payments_reject()}
							<ShortcutKey letter="R" />
						</Button>
					}
				>
					<RejectionReason />
				</ConfirmDialog>
			)}
			{mayApprove && (
				<ConfirmDialog
					open={open === "approve"}
					onOpenChange={(opened) => setOpen(opened ? "approve" : null)}
					tone="primary"
					title={m.admin_payments_approve_title({ number })}
					consequence={<ApproveConsequence payment={payment} invoice={invoice} tenant={tenant} />}
					confirmLabel={m.admin_payments_approve()}
					fields={{ ...yes, key: idempotencyKey }}
					trigger={
						<Button
							variant="primary"
							icon={<Check aria-hidden />}
							aria-keyshortcuts="a"
							title={m.admin_payments_shortcut({ key: "A" })}
						>
							{m.admin_payments_approve()}
							<ShortcutKey letter="A" />
						</Button>
					}
				>
					{!second && <ApprovalNotes />}
				</ConfirmDialog>
			)}
		</>
	);
}
