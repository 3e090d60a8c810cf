import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { APPROVAL_KINDS, APPROVAL_STATUSES } from "./rules";

const Somebody = z.object({ id: idOf("user"), name: z.string() });

export const ApprovalView = z
	.object({
		id: idOf("approval"),
		kind: z.enum(APPROVAL_KINDS),
		status: z.enum(APPROVAL_STATUSES),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		/** What it is about: a payment, a wallet's tenant, a plan change. */
		subjectId: z.string(),
		amount: Money,
		/** What will be done, as the first person entered it. */
		input: z.unknown(),
		reason: z.string().nullable(),
		requestedBy: Somebody,
		requestedAt: z.iso.datetime(),
		decidedBy: Somebody.nullable(),
		decidedAt: z.iso.datetime().nullable(),
		decisionReason: z.string().nullable(),
	})
	.meta({ id: "Approval" });
export type ApprovalView = z.input<typeof ApprovalView>;

export const ApprovalPage = pageOf(ApprovalView);
export const ApprovalQuery = pageQuery(["createdAt"]).extend({
	status: z.enum(APPROVAL_STATUSES).optional(),
	kind: z.enum(APPROVAL_KINDS).optional(),
});
export type ApprovalQuery = z.infer<typeof ApprovalQuery>;

export const ApprovalRejection = z
	.object({ reason: z.string().trim().min(3).max(500) })
	.meta({ examples: [{ reason: "The statement shows half of it." }] });
export type ApprovalRejection = z.infer<typeof ApprovalRejection>;
