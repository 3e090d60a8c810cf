import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { Interval, Limits } from "#worker/modules/catalog/schemas";
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
		/** A purchase that is not settled yet; while there is one, no other can begin. */
		openPlanChangeId: idOf("planChange").nullable(),
		/** Whether a plan can be bought now: on trial, on a free plan, or before the first payment. */
		canPurchase: z.boolean(),
	})
	.meta({ id: "SubscriptionDetail" });
