import { runTask, type TaskName } from "#worker/cron";
import { dispatch } from "#worker/kernel/outbox";
import { HOUR, MINUTE } from "#worker/kernel/time";
import { BillingSettings } from "#worker/modules/billing/settings/schemas";
import { readOutlook } from "#worker/modules/platform/clock/outlook";
import type { Stage } from "./stage";
import { plan, violate, type World } from "./world";

/** Rounds a day: rarer than in production, which only makes everything later. */
const ROUNDS = [1, 13];
/** What the outlook does not announce, and what goes through everything: each day ends in a check anyway. */
const EVERY_THIRD_DAY: readonly TaskName[] = ["plan_changes.expire", "wallets.check"];
const ONCE_A_WEEK: readonly TaskName[] = ["outbox.sweep", "tenants.finish_closings", "ledger.verify"];
export const WEEK = 7;
/** Nobody changes the settings here. */
const { trialReminderDays } = BillingSettings.parse({});

/** The day's rounds of cron. Now and then everything runs, due or not. */
export function schedule(world: World, morning: number, day: number): void {
	for (const [round, hour] of ROUNDS.entries()) {
		const random = world.random("cron", day, round);
		const at = morning + hour * HOUR + random.between(0, 59) * MINUTE;
		const also = round === 0 ? alsoOn(day) : [];
		plan(world, { at, who: "cron", what: `round ${round}`, run: (stage) => runRound(world, stage, also) });
	}
}

const alsoOn = (day: number): TaskName[] => [
	...(day % 3 === 0 ? EVERY_THIRD_DAY : []),
	...(day % WEEK === WEEK - 1 ? ONCE_A_WEEK : []),
];

async function runRound(world: World, stage: Stage, also: readonly TaskName[]): Promise<string> {
	const { clock, lanes, stages, env } = world;
	const { db } = stage.machine(clock.now);
	const lane = stage === stages.second ? lanes.second : lanes.first;
	const { due } = await readOutlook(db, clock.now, trialReminderDays);
	const handled: string[] = [];
	for (const task of new Set([...due, ...also])) {
		const done = await runTask(task, { ...env, DB: lane.db }, clock.now, (ctx) =>
			dispatch(ctx.db, env.JOBS, ctx.emitted),
		);
		world.count("tasks", task);
		if (done.error !== null) complain(world, task, done.error);
		else if (done.handled > 0 && task !== "outbox.sweep") handled.push(`${task} ${done.handled}`);
	}
	return handled.join(", ");
}

export function complain(world: World, task: TaskName, error: string): void {
	if (!error.includes("the isolate died here")) violate(world, "cron does not fail", `${task}: ${error}`);
}
