import * as z from "zod";
import { BillingSettings } from "#worker/modules/billing/settings/schemas";
import { m } from "~/paraglide/messages.js";
import { toMinor } from "~/ui/form/minor-units";

type Typed = Record<string, unknown> & { changePolicy?: Record<string, unknown> };

const NUMBERS = ["graceDays", "cancelAfterDays", "maxPauseDays", "trialReminderDays"];

/** What people type, read into what the API takes: days with commas, rupiah with dots, an unticked box. */
export function settingsSchema() {
	return z.preprocess((form, ctx) => {
		const { dunningDays, fourEyesAbove, changePolicy, ...rest } = form as Typed;
		const numbers = NUMBERS.map((name) => [name, rest[name] === undefined ? Number.NaN : Number(rest[name])]);
		const days = daysIn(dunningDays);
		if (!days) ctx.addIssue({ code: "custom", path: ["dunningDays"], message: m.admin_billing_days_invalid() });
		return {
			...Object.fromEntries(numbers),
			changePolicy: { ...changePolicy, clawback: changePolicy?.clawback === "on" },
			dunningDays: days ?? [0],
			fourEyesAbove: toMinor(String(fourEyesAbove ?? ""), "IDR") ?? Number.NaN,
		};
	}, BillingSettings);
}

/** The days in order, or null where one of them is no day. */
function daysIn(typed: unknown): number[] | null {
	const parts = String(typed ?? "")
		.split(/[\s,;]+/)
		.filter(Boolean);
	const days = [...new Set(parts.map(Number))].sort((a, b) => a - b);
	return days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 0 && day <= 60) ? days : null;
}
