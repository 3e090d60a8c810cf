import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { CHANGE_POLICIES, Interval, PlanCode } from "#worker/modules/catalog/schemas";
import { REFUSALS } from "../coupons/rules";
import { CouponCode } from "../coupons/schemas";
import { BillingDetails, QuoteView } from "../invoices/schemas";
import { CHANGE_OUTCOMES } from "./quote-change";
import { PLAN_CHANGE_KINDS, PLAN_CHANGE_STATUSES, PLAN_CHANGE_TIMINGS } from "./rules";

/** Without a currency it is the subscription's own. */
const wanted = {
	plan: PlanCode,
	interval: Interval,
	currency: Currency.optional(),
	coupon: CouponCode.optional(),
};
const example = { plan: "starter", interval: "month", currency: "IDR" };

export const PreviewInput = z
	.object({
		...wanted,
		newOrganisation: z
			.boolean()
			.optional()
			.meta({ description: "Price it for an organisation still to be founded, not for the active one." }),
	})
	.meta({ examples: [example, { plan: "growth", interval: "year", coupon: "MELATI10" }] });
export type PreviewInput = z.output<typeof PreviewInput>;

export const PlanChangeInput = z
	.object({ ...wanted, billing: BillingDetails.optional() })
	.meta({ id: "PlanChangeInput", description: "`billing` may be left out when it is stored.", examples: [example] });
export type PlanChangeInput = z.output<typeof PlanChangeInput>;

export const AppliedCouponView = z
	.object({ id: idOf("coupon"), code: z.string(), name: z.string(), discount: z.int(), bonusDays: z.int() })
	.meta({ id: "AppliedCoupon", description: "`discount` is in minor units of the quote's currency, before tax." });

/** What a change costs and does. Superset of a quote, so that what shows a quote shows this. */
export const ChangeQuoteView = z
	.object({
		...QuoteView.shape,
		kind: z.enum(PLAN_CHANGE_KINDS),
		timing: z.enum(PLAN_CHANGE_TIMINGS),
		policy: z.enum(CHANGE_POLICIES).nullable(),
		effectiveAt: z.iso.datetime().nullable(),
		outcome: z.enum(CHANGE_OUTCOMES).meta({
			description: "`invoice`: paid first. `apply`: at once, nothing is to be paid now. `schedule`: with the renewal.",
		}),
		coupons: z.array(AppliedCouponView),
		refused: z.array(z.object({ code: z.string(), reason: z.enum(REFUSALS) })),
		discount: z.int(),
		bonusDays: z.int(),
		credit: Money.meta({ description: "Credit left over, for the next invoice; before tax." }),
		carried: z.array(z.object({ description: LocalText, amount: z.int() })),
		periodPrice: Money,
	})
	.meta({ id: "ChangeQuote" });
export type ChangeQuoteView = z.input<typeof ChangeQuoteView>;

export const PlanChangeView = z
	.object({
		id: idOf("planChange"),
		kind: z.enum(PLAN_CHANGE_KINDS),
		status: z.enum(PLAN_CHANGE_STATUSES),
		timing: z.enum(PLAN_CHANGE_TIMINGS),
		effectiveAt: z.iso.datetime().nullable(),
		plan: z.string(),
		planName: z.string(),
		fromPlan: z.string().nullable(),
		interval: Interval,
		total: Money,
		bonusDays: z.int(),
		coupons: z.array(AppliedCouponView),
		discount: z.int(),
		/** Credit left over for the next invoice, before tax. */
		credit: Money,
		/** Null where nothing is to be paid now. */
		invoice: z.object({ id: idOf("invoice"), number: z.string(), status: z.string() }).nullable(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "PlanChange" });
export type PlanChangeView = z.input<typeof PlanChangeView>;

export const PlanChangePage = pageOf(PlanChangeView);
export const PlanChangeQuery = pageQuery(["createdAt"]).extend({ status: z.enum(PLAN_CHANGE_STATUSES).optional() });
export type PlanChangeQuery = z.infer<typeof PlanChangeQuery>;
