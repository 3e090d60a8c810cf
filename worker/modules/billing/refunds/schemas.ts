import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { ApprovalView } from "../approvals/schemas";
import { REFUND_STATUSES, REFUND_WAYS } from "./rules";

const reason = z.string().trim().min(3).max(255);

export const RefundInput = z
	.object({
		amount: Money,
		/** The customer reads it, on the credit note too. */
		reason,
		way: z.enum(REFUND_WAYS).optional().meta({ description: "Absent: back the way the money came." }),
	})
	.meta({
		id: "RefundInput",
		examples: [{ amount: { amount: 50_000, currency: "IDR" }, reason: "Two days without service" }],
	});
export type RefundInput = z.infer<typeof RefundInput>;

export const CreditNoteInput = z
	.union([
		z.object({ amount: Money, reason }),
		z.object({
			lines: z
				.array(z.object({ position: z.int().min(0), amount: z.int().positive() }))
				.min(1)
				.max(100),
			reason,
		}),
	])
	.meta({
		id: "CreditNoteInput",
		description: "So much with its tax, or so much without tax of certain lines (their `position` counts from 0).",
		examples: [
			{ amount: { amount: 50_000, currency: "IDR" }, reason: "Two days without service" },
			{ lines: [{ position: 0, amount: 50_000 }], reason: "The add-on was not delivered" },
		],
	});
export type CreditNoteInput = z.infer<typeof CreditNoteInput>;

export const RefundCompletion = z
	.object({ reference: z.string().trim().min(3).max(100) })
	.meta({ examples: [{ reference: "TRX-20261121-12" }] });
export type RefundCompletion = z.infer<typeof RefundCompletion>;
export const RefundFailure = z
	.object({ reason })
	.meta({ examples: [{ reason: "The account does not exist any more." }] });
export type RefundFailure = z.infer<typeof RefundFailure>;

export const RefundView = z
	.object({
		id: idOf("refund"),
		status: z.enum(REFUND_STATUSES),
		way: z.enum(REFUND_WAYS),
		amount: Money,
		reason: z.string(),
		failureReason: z.string().nullable(),
		/** The provider's or the bank's name for it. */
		reference: z.string().nullable(),
		payment: z.object({ id: idOf("payment"), provider: z.string() }),
		invoice: z.object({ id: idOf("invoice"), number: z.string() }).nullable(),
		creditNote: z.object({ id: idOf("creditNote"), number: z.string() }).nullable(),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		/** A person's name, or the provider that did it on its own. */
		requestedBy: z.string(),
		createdAt: z.iso.datetime(),
		finalAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "Refund" });
export type RefundView = z.input<typeof RefundView>;

/** One of the two: above the limit nothing is refunded until a second person agrees. */
export const RefundAnswer = z
	.object({ refund: RefundView.nullable(), approval: ApprovalView.nullable() })
	.meta({ id: "RefundAnswer" });
export type RefundAnswer = z.input<typeof RefundAnswer>;

export const RefundPage = pageOf(RefundView);
export const RefundQuery = pageQuery(["createdAt"]).extend({
	status: z.enum(REFUND_STATUSES).optional(),
	way: z.enum(REFUND_WAYS).optional(),
	tenantId: idOf("tenant").optional(),
	paymentId: idOf("payment").optional(),
});
export type RefundQuery = z.infer<typeof RefundQuery>;
