import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { Interval, PlanCode } from "#worker/modules/catalog/schemas";
import { ApprovalView } from "../approvals/schemas";
import { CouponCode } from "../coupons/schemas";
import { BillingDetails, InvoiceSummary, QuoteView } from "../invoices/schemas";
import { SystemPaymentView } from "../payments/schemas";
import { PLAN_CHANGE_KINDS, PLAN_CHANGE_STATUSES } from "./rules";
import { ChangeQuoteView, PlanChangeView } from "./schemas";

const tenant = z.object({ id: idOf("tenant"), name: z.string() });

export const SystemPlanChangeView = z.object({ ...PlanChangeView.shape, tenant }).meta({ id: "SystemPlanChange" });
export type SystemPlanChangeView = z.input<typeof SystemPlanChangeView>;
export const SystemPlanChangePage = pageOf(SystemPlanChangeView);
export const SystemPlanChangeQuery = pageQuery(["createdAt"]).extend({
	status: z.enum(PLAN_CHANGE_STATUSES).optional(),
	kind: z.enum(PLAN_CHANGE_KINDS).optional(),
	tenantId: idOf("tenant").optional(),
	search: z
		.string()
		.trim()
		.max(40)
		.optional()
		.meta({ description: "Part of the organisation's name or of the invoice number." }),
});
export type SystemPlanChangeQuery = z.infer<typeof SystemPlanChangeQuery>;

const AdjustmentsView = z.object({
	coupons: z.array(z.string()),
	discount: z.int(),
	discountReason: z.string().nullable(),
	bonusDays: z.int(),
	notes: z.array(z.object({ by: z.string(), at: z.iso.datetime(), text: z.string() })),
});

export const TimelineEntry = z
	.object({
		id: idOf("audit"),
		at: z.iso.datetime(),
		/** Null where nobody did it: a job, or what a provider reported. */
		by: z.string().nullable(),
		action: z.string(),
		resource: z.object({ kind: z.string(), id: z.string() }),
		before: z.unknown(),
		after: z.unknown(),
	})
	.meta({ id: "TimelineEntry" });

/** A change with everything that happened to it, to its invoices and to their payments. */
export const SystemPlanChangeDetail = z
	.object({
		...SystemPlanChangeView.shape,
		requestedBy: z.string().nullable(),
		quote: z.object({ ...ChangeQuoteView.partial().shape, ...QuoteView.shape }).meta({ id: "StoredQuote" }),
		adjustments: AdjustmentsView,
		invoices: z.array(InvoiceSummary),
		payments: z.array(SystemPaymentView),
		timeline: z.array(TimelineEntry),
	})
	.meta({ id: "SystemPlanChangeDetail" });
export type SystemPlanChangeDetail = z.input<typeof SystemPlanChangeDetail>;

const adjustable = {
	discount: z.int().min(0).max(1_000_000_000).default(0),
	discountReason: z.string().trim().min(3).max(500).nullable().default(null),
	bonusDays: z.int().min(0).max(365).default(0),
};
const reasoned = ({ discount, discountReason }: { discount: number; discountReason: string | null }) =>
	discount === 0 || discountReason !== null;
const needsReason = { path: ["discountReason"], message: "a discount has a reason" };

/** The whole of what people add to the quote; what is left out is taken away. */
export const AdjustInput = z
	.object({ coupons: z.array(CouponCode).max(10).default([]), ...adjustable })
	.refine(reasoned, needsReason)
	.meta({ id: "AdjustInput", examples: [{ discount: 50_000, discountReason: "Apology for Tuesday", bonusDays: 7 }] });
export type AdjustInput = z.output<typeof AdjustInput>;

export const AdjustmentPreview = z
	.object({
		before: z.object({ ...ChangeQuoteView.partial().shape, ...QuoteView.shape }),
		after: ChangeQuoteView,
		difference: Money.meta({ description: "What is to be paid now: after less before." }),
	})
	.meta({ id: "AdjustmentPreview" });

export const AdjustmentResult = z
	.object({
		...AdjustmentPreview.shape,
		/** Null while a second person still has to agree: then nothing has changed. */
		planChange: SystemPlanChangeDetail.nullable(),
		secondApproval: ApprovalView.nullable(),
	})
	.meta({ id: "AdjustmentResult" });

export const HandMadeChange = z
	.object({
		tenantId: idOf("tenant"),
		plan: PlanCode,
		interval: Interval,
		currency: Currency.optional(),
		coupon: CouponCode.optional(),
		...adjustable,
		note: z.string().trim().min(1).max(1000).optional(),
		billing: BillingDetails.optional(),
	})
	.refine(reasoned, needsReason)
	.meta({
		id: "HandMadeChange",
		examples: [{ tenantId: "ten_01h2xcejqtf2nbrexx3vqjhp41", plan: "growth", interval: "year", note: "By telephone" }],
	});
export type HandMadeChange = z.output<typeof HandMadeChange>;

export const HandMadeResult = z
	.object({ planChange: PlanChangeView.nullable(), secondApproval: ApprovalView.nullable() })
	.meta({ id: "HandMadeResult", description: "`planChange` is null while a second person still has to agree." });

export const NoteInput = z
	.object({ text: z.string().trim().min(1).max(1000) })
	.meta({ examples: [{ text: "Asked for the bank's receipt." }] });
export const RejectChangeInput = z
	.object({ reason: z.string().trim().min(3).max(500) })
	.meta({ examples: [{ reason: "The organisation asked twice." }] });

const counts = z.record(z.string(), z.int());
export const CommandCenter = z
	.object({
		needsReview: z.object({ total: z.int(), payments: z.int(), approvals: z.int(), inbox: z.int() }),
		planChanges: counts.meta({ description: "How many there are in each state." }),
		payments: counts.meta({ description: "How many there are in each state." }),
	})
	.meta({ id: "CommandCenter" });
