import { DAY } from "#worker/kernel/time";
import type { BillingSettings } from "../settings/schemas";

export const DUNNING_ACTIONS = ["notice", "retry", "suspend", "cancel", "contact", "pay"] as const;
export type DunningAction = (typeof DUNNING_ACTIONS)[number];

type DunningSettings = Pick<BillingSettings, "dunningDays" | "graceDays" | "cancelAfterDays">;
/** What the schedule does by itself. */
export type ScheduledAction = "retry" | "suspend" | "cancel";
export type ScheduledStep = { day: number; action: ScheduledAction };

const RANK: Record<ScheduledAction, number> = { retry: 0, suspend: 1, cancel: 2 };

/** Every step in order: tries with a notice, the suspension at the end of the grace, the cancellation, which is last. */
export function dunningSchedule({ dunningDays, graceDays, cancelAfterDays }: DunningSettings): ScheduledStep[] {
	const tries = [...new Set(dunningDays)].filter((day) => day < cancelAfterDays);
	const steps: ScheduledStep[] = [
		...tries.map((day) => ({ day, action: "retry" as const })),
		{ day: graceDays, action: "suspend" },
		{ day: cancelAfterDays, action: "cancel" },
	];
	return steps.sort((a, b) => a.day - b.day || RANK[a.action] - RANK[b.action]);
}

export type DunningPlan = {
	/** The step to take now, counted from 0; null when none is due. */
	step: number | null;
	action: ScheduledAction | null;
	/** When the first step that is not taken falls due; null when all are. */
	at: number | null;
	/** When the one after it does. */
	next: number | null;
};

/** What is to be done at `now` about a period that was unpaid since `since`, after `taken` steps of the schedule. */
export function dunningPlan(settings: DunningSettings, since: number, taken: number, now: number): DunningPlan {
	const schedule = dunningSchedule(settings);
	const atOf = (step: number) => {
		const planned = schedule[step];
		return planned ? since + planned.day * DAY : null;
	};
	const at = atOf(taken);
	const due = at !== null && at <= now;
	return {
		step: due ? taken : null,
		action: due ? (schedule[taken]?.action ?? null) : null,
		at,
		next: atOf(taken + 1),
	};
}

/** When the suspension comes; epoch milliseconds. */
export const suspendsAt = ({ graceDays }: DunningSettings, since: number): number => since + graceDays * DAY;

/** When the subscription ends unpaid; epoch milliseconds. */
export const cancelsAt = ({ cancelAfterDays }: DunningSettings, since: number): number => since + cancelAfterDays * DAY;
