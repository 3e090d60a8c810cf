import * as z from "zod";
import { ChangePolicy } from "#worker/modules/catalog/schemas";

/** How this installation bills: one value, changed as a whole. Days are calendar days after the due instant. */
export const BillingSettings = z
	.object({
		changePolicy: ChangePolicy.prefault({}),
		/** Days after a period ended unpaid on which it is tried again and the tenant hears of it. */
		dunningDays: z.array(z.int().min(0).max(60)).min(1).max(10).default([0, 3, 7]),
		/** At the end of this many days the subscription is suspended … */
		graceDays: z.int().min(0).max(60).default(7),
		/** … and after this many it is canceled. */
		cancelAfterDays: z.int().min(1).max(365).default(30),
		maxPauseDays: z.int().min(1).max(365).default(90),
		trialReminderDays: z.int().min(1).max(14).default(3),
		/** A payment, refund, adjustment or discount above this many rupiah needs a second person. */
		fourEyesAbove: z.int().min(0).default(50_000_000),
	})
	.refine(({ graceDays, cancelAfterDays }) => cancelAfterDays > graceDays, {
		path: ["cancelAfterDays"],
		message: "cancellation comes after the grace",
	})
	.meta({ id: "BillingSettings", examples: [{ dunningDays: [0, 3, 7], graceDays: 7, cancelAfterDays: 30 }] });
export type BillingSettings = z.output<typeof BillingSettings>;
