import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { Interval, PlanCode } from "#worker/modules/catalog/schemas";
import { BillingDetails } from "../invoices/schemas";
import { PLAN_CHANGE_KINDS, PLAN_CHANGE_STATUSES } from "./rules";

const wanted = { plan: PlanCode, interval: Interval, currency: Currency.default("IDR") };
const example = { plan: "starter", interval: "month", currency: "IDR" };

export const PreviewInput = z.object(wanted).meta({ examples: [example] });
export type PreviewInput = z.output<typeof PreviewInput>;

export const PlanChangeInput = z
	.object({ ...wanted, billing: BillingDetails.optional() })
	.meta({ id: "PlanChangeInput", description: "`billing` may be left out when it is stored.", examples: [example] });
export type PlanChangeInput = z.output<typeof PlanChangeInput>;

export const PlanChangeView = z
	.object({
		id: idOf("planChange"),
		kind: z.enum(PLAN_CHANGE_KINDS),
		status: z.enum(PLAN_CHANGE_STATUSES),
		plan: z.string(),
		planName: z.string(),
		interval: Interval,
		total: Money,
		invoice: z.object({ id: idOf("invoice"), number: z.string(), status: z.string() }),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "PlanChange" });
export type PlanChangeView = z.input<typeof PlanChangeView>;
