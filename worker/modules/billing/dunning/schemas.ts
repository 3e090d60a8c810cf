import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { INVOICE_STATUSES } from "../invoices/rules";
import { SUBSCRIPTION_STATUSES } from "../subscriptions/rules";
import { DUNNING_ACTIONS } from "./rules";

export const DunningQuery = pageQuery(["pastDueSince", "nextStepAt"]).extend({
	status: z.enum(["past_due", "suspended"]).optional(),
	tenantId: idOf("tenant").optional(),
	search: z
		.string()
		.trim()
		.max(80)
		.optional()
		.meta({ description: "Part of the organisation's name or invoice number." }),
});
export type DunningQuery = z.infer<typeof DunningQuery>;

/** A subscription that owes its renewal. */
export const DunningCase = z
	.object({
		subscriptionId: idOf("subscription"),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		plan: z.string(),
		status: z.enum(SUBSCRIPTION_STATUSES),
		invoice: z
			.object({ id: idOf("invoice"), number: z.string(), status: z.enum(INVOICE_STATUSES), total: Money })
			.nullable(),
		since: z.iso.datetime().nullable(),
		suspendedAt: z.iso.datetime().nullable(),
		/** How many steps of the schedule were taken. */
		stepsTaken: z.int(),
		/** What the schedule does next; null when it has done everything. */
		nextStep: z.object({ action: z.enum(DUNNING_ACTIONS), at: z.iso.datetime() }).nullable(),
	})
	.meta({ id: "DunningCase" });
export type DunningCase = z.input<typeof DunningCase>;
export const DunningPage = pageOf(DunningCase);

export const DunningStepView = z
	.object({
		id: idOf("dunningStep"),
		/** Counted from 0; null for what a person did besides the schedule. */
		step: z.int().nullable(),
		action: z.enum(DUNNING_ACTIONS),
		outcome: z.string(),
		by: z.string(),
		invoiceId: idOf("invoice"),
		at: z.iso.datetime(),
	})
	.meta({ id: "DunningStep" });

export const DunningTimeline = z
	.object({
		...DunningCase.shape,
		/** What was done, newest first, the last 100. */
		steps: z.array(DunningStepView),
		/** What the schedule still has in store. */
		ahead: z.array(z.object({ action: z.enum(DUNNING_ACTIONS), at: z.iso.datetime() })),
	})
	.meta({ id: "DunningTimeline" });
export type DunningTimeline = z.input<typeof DunningTimeline>;

export const ContactInput = z
	.object({ message: z.string().trim().min(1).max(2000) })
	.meta({ id: "DunningContact", examples: [{ message: "Is there a problem with the invoice? We gladly help." }] });
export type ContactInput = z.infer<typeof ContactInput>;

export const SuspendInput = z
	.object({ reason: z.string().trim().min(1).max(500) })
	.meta({ id: "DunningSuspend", examples: [{ reason: "The transfer was taken back." }] });
export type SuspendInput = z.infer<typeof SuspendInput>;
