import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Change = Schema<"SystemPlanChange">;

const kinds: Record<Change["kind"], () => string> = {
	first_purchase: m.admin_command_kind_first_purchase,
	upgrade: m.admin_command_kind_upgrade,
	downgrade: m.admin_command_kind_downgrade,
	interval_change: m.admin_command_kind_interval_change,
	trial_extension: m.admin_command_kind_trial_extension,
};
const timings: Record<Change["timing"], () => string> = {
	new_period: m.admin_command_timing_new_period,
	same_period: m.admin_command_timing_same_period,
	period_end: m.admin_command_timing_period_end,
};

export const kindWord = (kind: Change["kind"]): string => kinds[kind]();
export const kindOptions = () => Object.entries(kinds).map(([value, label]) => [value, label()] as const);
export const timingWord = (timing: Change["timing"]): string => timings[timing]();
export const intervalWord = (interval: string): string => (interval === "year" ? m.admin_yearly() : m.admin_monthly());

/** `Free → Growth`, or only where it goes. */
export function wayOf({ fromPlan, planName }: Pick<Change, "fromPlan" | "planName">): string {
	return fromPlan ? m.admin_command_to_plan({ from: capital(fromPlan), to: planName }) : planName;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
