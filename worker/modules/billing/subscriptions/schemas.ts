import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { Interval, Limits } from "#worker/modules/catalog/schemas";
import { CouponCode } from "../coupons/schemas";
import { SUBSCRIPTION_STATUSES } from "./rules";

export const SubscriptionView = z
	.object({
		id: idOf("subscription"),
		plan: z.string(),
		interval: Interval,
		currency: Currency,
		status: z.enum(SUBSCRIPTION_STATUSES),
		trialEndsAt: z.iso.datetime().nullable(),
		periodStart: z.iso.datetime().nullable(),
		periodEnd: z.iso.datetime().nullable(),
	})
	.meta({ id: "Subscription" });
export type SubscriptionView = z.infer<typeof SubscriptionView>;

/** The subscription with what it allows and what is to be paid. */
export const SubscriptionDetail = z
	.object({
		...SubscriptionView.shape,
		planName: z.string(),
		/** What the plan costs a period today, without tax; null when it has no such price any more. */
		price: Money.nullable(),
		limits: Limits,
		promoCredit: z.object({ amount: z.int(), currency: Currency }).nullable(),
		openInvoiceId: idOf("invoice").nullable(),
		/** When it ends instead of renewing; null while it goes on. */
		cancelAt: z.iso.datetime().nullable(),
		pausedAt: z.iso.datetime().nullable(),
		/** When a pause ends by itself. */
		resumesAt: z.iso.datetime().nullable(),
		pastDueSince: z.iso.datetime().nullable(),
		/** What comes if it stays unpaid: service stops, and later the subscription ends. Null while nothing is past due. */
		dunning: z
			.object({
				suspendsAt: z.iso.datetime(),
				cancelsAt: z.iso.datetime(),
				/** When it is tried again or the next of them comes. */
				nextStepAt: z.iso.datetime().nullable(),
				stepsTaken: z.int(),
			})
			.nullable(),
		/** The change that takes effect with the next renewal. */
		scheduledChange: z
			.object({
				id: idOf("planChange"),
				plan: z.string(),
				planName: z.string(),
				interval: Interval,
				effectiveAt: z.iso.datetime().nullable(),
				total: Money,
			})
			.nullable(),
		/** A purchase that is not settled yet; while there is one, no other can begin. */
		openPlanChangeId: idOf("planChange").nullable(),
		/** Whether a plan can be bought now: on trial, on a free plan, or before the first payment, after the end. */
		canPurchase: z.boolean(),
		/** Whether the paid plan can be changed now. */
		canChange: z.boolean(),
	})
	.meta({ id: "SubscriptionDetail" });

export const CancelInput = z
	.object({ when: z.enum(["now", "period_end"]), reason: z.string().trim().min(1).max(500).optional() })
	.meta({ id: "CancelInput", examples: [{ when: "period_end", reason: "We close the shop." }] });
export type CancelInput = z.output<typeof CancelInput>;

export const PauseInput = z
	.object({ until: z.iso.datetime().optional() })
	.meta({ id: "PauseInput", description: "Without `until` it is as long as allowed.", examples: [{}] });
export type PauseInput = z.output<typeof PauseInput>;

export const LengthenTrialInput = z
	.object({ days: z.int().min(1).max(365), reason: z.string().trim().min(3).max(500) })
	.meta({ id: "LengthenTrialInput", examples: [{ days: 14, reason: "Their import took a week." }] });
export type LengthenTrialInput = z.output<typeof LengthenTrialInput>;

export const ExtendTrialInput = z
	.object({ coupon: CouponCode })
	.meta({ id: "ExtendTrialInput", examples: [{ coupon: "SEMINGGU" }] });
