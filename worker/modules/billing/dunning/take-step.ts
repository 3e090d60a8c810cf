import { and, eq } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { DAY, MINUTE } from "#worker/kernel/time";
import { findFreePlan } from "../subscriptions/fall-back";
import { subscriptions } from "../subscriptions/tables";
import { collect, isPaid } from "./collect";
import { cancelUnpaid, moved, suspendUnpaid } from "./end-arrears";
import { type Arrears, loadArrears } from "./load-arrears";
import { type DunningAction, type DunningPlan, dunningPlan } from "./rules";
import { dunningSteps } from "./tables";

/** A try that has not reported after this long died; the next one goes on with it. */
const LEASE = 15 * MINUTE;
/** Somebody looks for the money already: nothing is taken away from the tenant meanwhile. */
const WAIT_FOR_REVIEW = DAY;

/**
 * Takes the one step of dunning that is due, once, however often it is asked for: (invoice, step) is unique, and a
 * try holds the subscription's next step back until it has reported. @returns what was done, null for nothing
 */
export async function takeDunningStep(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	subscriptionId: Id<"subscription">,
): Promise<DunningAction | null> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const arrears = await loadArrears(inside, subscriptionId);
	if (!arrears || arrears.pastDueSince === null) return null;
	if (arrears.nextDunningAt === null || arrears.nextDunningAt > ctx.now) return null;
	if (arrears.unfinished) return resumeTry(ctx, inside, arrears, arrears.unfinished);
	const plan = dunningPlan(arrears.settings, arrears.pastDueSince, arrears.dunningStep, ctx.now);
	if (plan.step === null || plan.action === null) return null;
	if (plan.action === "retry") return tryToCollect(ctx, inside, arrears, { ...plan, step: plan.step });
	if (arrears.underReview) return putOff(inside, arrears);
	return (await write(inside, await endingStep(inside, arrears, { ...plan, step: plan.step }))) ? plan.action : null;
}

/** A person tries now, besides the schedule. False when it is being tried already. */
export async function tryNow(ctx: SystemContext, inside: TenantContext, arrears: Arrears): Promise<boolean> {
	const step = stepRow(inside, arrears, { step: null, action: "retry", outcome: "started" });
	if (arrears.unfinished) return false;
	const held = moved(inside, arrears, { nextDunningAt: ctx.now + LEASE });
	if (!(await write(inside, [...held, inside.db.insert(dunningSteps, step)]))) return false;
	await finishTry(ctx, inside, arrears, step);
	return true;
}

type Due = DunningPlan & { step: number };

async function tryToCollect(ctx: SystemContext, inside: TenantContext, arrears: Arrears, plan: Due) {
	const step = stepRow(inside, arrears, { step: plan.step, action: "retry", outcome: "started" });
	const begun = await write(inside, [
		...moved(inside, arrears, { dunningStep: plan.step + 1, nextDunningAt: ctx.now + LEASE }),
		inside.db.insert(dunningSteps, step),
	]);
	if (!begun) return null;
	return finishTry(ctx, inside, { ...arrears, dunningStep: plan.step + 1 }, step);
}

/** The one that began this try has died: go on after its lease, without charging what it may have charged. */
async function resumeTry(ctx: SystemContext, inside: TenantContext, arrears: Arrears, id: Id<"dunningStep">) {
	const [begun, step] = [
		await write(inside, moved(inside, arrears, { nextDunningAt: ctx.now + LEASE })),
		await inside.db.find(dunningSteps, eq(dunningSteps.id, id)),
	];
	return begun && step ? finishTry(ctx, inside, arrears, step) : null;
}

async function finishTry(
	ctx: SystemContext,
	inside: TenantContext,
	arrears: Arrears,
	step: Pick<typeof dunningSteps.$inferSelect, "id">,
): Promise<"retry"> {
	const outcome = await collect(ctx, inside.tenantId, arrears);
	const { at } = dunningPlan(arrears.settings, arrears.pastDueSince ?? ctx.now, arrears.dunningStep, ctx.now);
	const stillUnpaid = and(eq(subscriptions.id, arrears.id), eq(subscriptions.nextDunningAt, ctx.now + LEASE));
	const started = and(eq(dunningSteps.id, step.id), eq(dunningSteps.outcome, "started"));
	const silent = isPaid(outcome) || outcome === "charge_pending" || outcome === "not_payable";
	await inside.db.batch([
		inside.db.update(dunningSteps, started, { outcome }),
		inside.db.update(subscriptions, stillUnpaid, { nextDunningAt: at }),
		...(silent ? [] : [emit(inside, { type: "dunning.step_taken", dunningStepId: step.id })]),
	]);
	return "retry";
}

async function endingStep(ctx: TenantContext, arrears: Arrears, { step, action, next }: Due): Promise<Statement[]> {
	const schedule = { dunningStep: step + 1, nextDunningAt: next };
	// A person was faster: the schedule only moves on.
	if (action === "suspend" && arrears.status === "suspended") {
		const row = stepRow(ctx, arrears, { step, action, outcome: "suspended_already" });
		return [...moved(ctx, arrears, schedule), ctx.db.insert(dunningSteps, row)];
	}
	const row = stepRow(ctx, arrears, {
		step,
		action: action === "suspend" ? "suspend" : "cancel",
		outcome: action === "suspend" ? "suspended" : "canceled",
	});
	return [
		...(action === "suspend"
			? suspendUnpaid(ctx, arrears, null, schedule)
			: cancelUnpaid(ctx, arrears, await findFreePlan(ctx, arrears))),
		ctx.db.insert(dunningSteps, row),
		emit(ctx, { type: "dunning.step_taken", dunningStepId: row.id }),
	];
}

async function putOff(ctx: TenantContext, arrears: Arrears): Promise<null> {
	await write(ctx, moved(ctx, arrears, { nextDunningAt: ctx.now + WAIT_FOR_REVIEW }));
	return null;
}

type NewStep = { step: number | null; action: DunningAction; outcome: string };

/** The row of a step, for the batch of what it does. */
export function stepRow(ctx: TenantContext, { id, invoiceId }: Pick<Arrears, "id" | "invoiceId">, step: NewStep) {
	const by = ctx.actor.kind === "user" ? ctx.actor.name : "schedule";
	return { id: newId("dunningStep"), subscriptionId: id, invoiceId, by, createdAt: ctx.now, ...step };
}

/** False when somebody else has taken the step, or was paid meanwhile. */
async function write(ctx: TenantContext, statements: Statement[]): Promise<boolean> {
	try {
		await ctx.db.batch(statements);
		return true;
	} catch (error) {
		if (lostRace(error) || violates(error, "dunning_steps.invoice_id, dunning_steps.step")) return false;
		throw error;
	}
}
