import { eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace, type Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { subscriptions } from "../subscriptions/tables";
import { suspendUnpaid } from "./end-arrears";
import { loadArrears } from "./load-arrears";
import { readDunningTimeline } from "./read-dunning";
import type { ContactInput, DunningTimeline, SuspendInput } from "./schemas";
import { dunningSteps } from "./tables";
import { stepRow, tryNow } from "./take-step";

/** Tries to collect now: credit and wallet, then what is saved. The schedule goes on as it would. */
export async function retryCollection(ctx: SystemContext, id: Id<"subscription">): Promise<DunningTimeline> {
	const { inside, arrears } = await load(ctx, id);
	if (!(await tryNow(ctx, inside, arrears))) throw new AppError("conflict", "It is being collected just now.");
	return readDunningTimeline(ctx, id);
}

/** Writes to whom the invoice is addressed; the message is kept with the steps. */
export async function contactDebtor(
	ctx: SystemContext,
	id: Id<"subscription">,
	{ message }: ContactInput,
): Promise<DunningTimeline> {
	const { inside, arrears } = await load(ctx, id);
	const row = stepRow(inside, arrears, { step: null, action: "contact", outcome: message });
	const resource = { kind: "subscription", id };
	await inside.db.batch([
		inside.db.insert(dunningSteps, row),
		audit(inside, { action: "subscription.contact", resource, after: { message } }),
		emit(inside, { type: "dunning.step_taken", dunningStepId: row.id }),
	]);
	return readDunningTimeline(ctx, id);
}

/** Suspends before the end of the grace; a payment lifts it as it lifts the schedule's own. */
export async function suspendDebtor(
	ctx: SystemContext,
	id: Id<"subscription">,
	{ reason }: SuspendInput,
): Promise<DunningTimeline> {
	const { inside, arrears } = await load(ctx, id);
	const row = stepRow(inside, arrears, { step: null, action: "suspend", outcome: "suspended" });
	await write(inside.db.batch.bind(inside.db), [
		...suspendUnpaid(inside, arrears, reason, {}),
		inside.db.insert(dunningSteps, row),
		emit(inside, { type: "dunning.step_taken", dunningStepId: row.id }),
	]);
	return readDunningTimeline(ctx, id);
}

async function load(ctx: SystemContext, id: Id<"subscription">) {
	const subscription = await ctx.db.find(subscriptions, eq(subscriptions.id, id));
	if (!subscription) throw new AppError("not_found");
	const inside = inTenant(ctx, ctx.db, subscription.tenantId);
	const arrears = await loadArrears(inside, id);
	if (!arrears) throw new AppError("conflict", `This subscription is ${subscription.status}: it owes no renewal.`);
	return { inside, arrears };
}

async function write(batch: (statements: Statement[]) => Promise<void>, statements: Statement[]): Promise<void> {
	try {
		await batch(statements);
	} catch (error) {
		if (!lostRace(error)) throw error;
		throw new AppError("conflict", "It has just been paid or changed; look again.", { cause: error });
	}
}
