import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { markInvoicePaid } from "../invoices/mark-paid";
import type { MarkPaidInput } from "../invoices/schemas";
import { approvePayment } from "../payments/review-payment";
import type { ApproveInput } from "../payments/schemas";
import { adjustPlanChange } from "../plan-changes/adjust-plan-change";
import type { AdjustInput, HandMadeChange } from "../plan-changes/admin-schemas";
import { createByHand } from "../plan-changes/create-by-hand";
import { requestRefund } from "../refunds/request-refund";
import type { RefundInput } from "../refunds/schemas";
import { applyAdjustment } from "../wallet/adjust-wallet";
import type { AdjustmentInput } from "../wallet/schemas";
import type { Agreement } from "./request-approval";
import type { ApprovalKind } from "./rules";

export type Approved = { tenantId: Id<"tenant">; subjectId: string; input: unknown };
type Executor = (ctx: SystemContext, request: Approved, agreement: Agreement) => Promise<unknown>;

/** Money without a payment of the customer's: the invoice was marked paid. */
const isInvoice = (id: string): id is Id<"invoice"> => id.startsWith("inv_");

/** What runs once a second person has agreed: the use case that asked, with the agreement in its batch. */
export const EXECUTORS: Record<ApprovalKind, Executor> = {
	payment: (ctx, { subjectId, input }, agreement) =>
		isInvoice(subjectId)
			? markInvoicePaid(ctx, subjectId, input as MarkPaidInput, agreement)
			: approvePayment(ctx, subjectId as Id<"payment">, input as ApproveInput, agreement),
	refund: (ctx, { subjectId, input }, agreement) =>
		requestRefund(ctx, subjectId as Id<"payment">, input as RefundInput, agreement),
	plan_change_discount: (ctx, { subjectId, input }, agreement) =>
		subjectId.startsWith("ten_")
			? createByHand(ctx, input as HandMadeChange, agreement)
			: adjustPlanChange(ctx, subjectId as Id<"planChange">, input as AdjustInput, agreement),
	wallet_adjustment: (ctx, { tenantId, subjectId, input }, agreement) =>
		applyAdjustment(ctx, { tenantId, subjectId, input: input as AdjustmentInput }, agreement),
};
