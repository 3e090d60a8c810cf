import { auditInstallation } from "#worker/kernel/audit";
import { moveClock } from "#worker/kernel/clock";
import type { Machinery, PublicContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import { DAY, iso, SECOND } from "#worker/kernel/time";
import { readBillingSettings } from "#worker/modules/billing/settings/manage-settings";
import { type Outlook, readOutlook } from "./outlook";
import { later, nextDailyRound, nextHour } from "./rules";
import type { AdvanceInput, AdvanceView } from "./schemas";

const FARTHEST = 3 * 366 * DAY;
/** What falls due because of what has just run runs at the same instant, this many times over. */
const ROUNDS = 6;
/** A run that has not moved for this long was cut off with its request. */
const STALLED = 30 * SECOND;

let movedAt = 0;

type Journey = Pick<AdvanceView, "ran" | "failures"> & { events: number };

/** The clock of business, and how far it is ahead of the wall's. Development only. */
export async function readClock(ctx: PublicContext) {
	machineryOf(ctx);
	return { now: iso(ctx.now), ahead: Math.max(0, ctx.now - Date.now()) };
}

/**
 * Moves `now` for the whole installation and runs what falls due on the way, in order: cron tasks at the full hour,
 * then the events they leave, then what those make due. Development only.
 * @returns when all of it has run, with what ran
 */
export async function advanceClock(ctx: PublicContext, { advance }: AdvanceInput): Promise<AdvanceView> {
	const machinery = machineryOf(ctx);
	const target = later(ctx.now, advance);
	if (target - ctx.now > FARTHEST) throw invalid("/advance", "Three years at most.");
	if (Date.now() - movedAt < STALLED) throw new AppError("conflict", "The clock is being moved already.");
	movedAt = Date.now();
	const journey: Journey = { ran: [], failures: [], events: 0 };
	try {
		await travel(ctx, machinery, target, journey);
	} finally {
		movedAt = 0;
	}
	const resource = { kind: "clock", id: "1" };
	await ctx.installation.batch([
		auditInstallation({ ...ctx, now: target }, { action: "clock.advance", resource, after: { advance } }),
	]);
	return { now: iso(target), ahead: Math.max(0, target - Date.now()), ...journey };
}

function machineryOf({ machinery, config }: PublicContext): Machinery {
	if (config.ENVIRONMENT === "production" || !machinery) throw new AppError("not_found");
	return machinery;
}

async function travel(ctx: PublicContext, machinery: Machinery, target: number, journey: Journey) {
	const { trialReminderDays } = await readBillingSettings(ctx.installation);
	const outlook = (at: number) => readOutlook(ctx.installation, at, trialReminderDays);
	let at = ctx.now;
	for (;;) {
		movedAt = Date.now();
		await moveClock(ctx.installation, at);
		const next = await runDue(outlook, machinery, at, journey);
		if (at >= target) break;
		const daily = nextDailyRound(at);
		const soonest = Math.min(daily, next === null ? daily : nextHour(next), target);
		at = soonest;
		if (at === daily) for (const task of machinery.daily) await run(machinery, task, at, journey);
	}
	for (const task of machinery.inspections) await run(machinery, task, at, journey);
}

type Look = (at: number) => Promise<Outlook>;

/** Everything due at `at`, and what becomes due by it. @returns when the next thing falls due */
async function runDue(outlook: Look, machinery: Machinery, at: number, journey: Journey) {
	await drain(machinery, at, journey);
	for (let round = 0; ; round++) {
		const { due, next } = await outlook(at);
		if (due.length === 0 || round === ROUNDS) return next;
		let moved = 0;
		for (const task of due) moved += await run(machinery, task, at, journey);
		moved += await drain(machinery, at, journey);
		if (moved === 0) return next;
	}
}

async function run(machinery: Machinery, task: string, at: number, journey: Journey): Promise<number> {
	try {
		const handled = await machinery.runTask(task, at);
		if (handled > 0) journey.ran.push({ at: iso(at), task, handled });
		return handled;
	} catch (error) {
		journey.failures.push({ at: iso(at), what: task, error: error instanceof Error ? error.message : String(error) });
		return 0;
	}
}

async function drain(machinery: Machinery, at: number, journey: Journey): Promise<number> {
	const { handled, failures } = await machinery.drain(at);
	journey.events += handled;
	journey.failures.push(...failures.map((failure) => ({ at: iso(at), ...failure })));
	return handled;
}
