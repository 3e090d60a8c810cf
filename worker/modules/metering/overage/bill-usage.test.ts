import { eq } from "drizzle-orm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { person, request, system } from "#tests/factories";
import { type Subscriber, subscriber } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { writeShard } from "#worker/kernel/shards";
import { DAY, HOUR } from "#worker/kernel/time";
import { invoiceLines, pendingItems } from "#worker/modules/billing/invoices/tables";
import { cancelSubscription } from "#worker/modules/billing/subscriptions/cancel-subscription";
import { pauseSubscription } from "#worker/modules/billing/subscriptions/pause-subscription";
import { renewSubscription } from "#worker/modules/billing/subscriptions/renew-subscription";
import { resumeSubscription } from "#worker/modules/billing/subscriptions/resume-subscription";
import { changePlanState, createPlan, updatePlan } from "#worker/modules/catalog/manage-plans";
import type { OveragePrice } from "#worker/modules/catalog/schemas";
import { plans } from "#worker/modules/catalog/tables";
import { overrideQuota } from "../quotas/override-quota";
import { meters, usageBills, usagePeriods } from "../tables";
import { addToRollUps } from "../usage/roll-ups";
import { BILLED_AFTER, billUsage, enqueueUsageBills } from "./bill-usage";
import { overagePrice } from "./overage-rules";

const LIMIT = 100;
let serial = 0;

/** A meter of events and a plan that has 100 of it and a price for more; its subscriber, in a paid period. */
async function customer() {
	const code = `calls_${Date.now()}_${serial++}`;
	const { db, now } = system();
	const name = { en: "Prints", id: "Cetakan" };
	await db.batch([
		db.insert(meters, {
			...{ id: newId("meter"), code, name, unit: "print", source: "events", aggregation: "sum", eventType: code },
			...{ groupBy: [], state: "active", createdAt: now, updatedAt: now },
		}),
	]);
	const price: OveragePrice = {
		...{ meter: code, currency: "IDR", model: "graduated", per: 1 },
		tiers: [
			{ upTo: 50, unit: 100, flat: 0 },
			{ upTo: null, unit: 70, flat: 1000 },
		],
	};
	const plan = await createPlan(system(), {
		...{ code: code.replaceAll("_", "-"), name: "Priced", description: name, highlighted: false, trialDays: 0 },
		...{ trialCredit: null, features: [], prices: [{ interval: "month", price: { amount: 10_000, currency: "IDR" } }] },
		limits: { users: 5, branches: 1, storageBytes: 0, apiCalls: 1000, inferences: null, custom: { [code]: LIMIT } },
		overage: [price],
	});
	await changePlanState(system(), plan.id, "publish");
	const it = await subscriber({ plan: plan.code });
	await fundWallet(it.ctx, 1_000_000);
	const use = async (at: number, value: number) => {
		const shard = await writeShard(it.ctx, it.ctx.tenantId);
		await shard.batch(addToRollUps(shard, "sum", [{ meter: code, at, key: "", split: "", value, count: 1 }]));
	};
	return { ...it, code, plan, price, use };
}

const at = ({ ctx }: Subscriber, now: number): TenantContext => ({ ...ctx, now });
const periodsOf = ({ ctx }: Subscriber) => ctx.db.list(usagePeriods);
const waiting = async ({ ctx }: Subscriber) =>
	(await ctx.db.list(pendingItems)).map(({ amount, description }) => ({ amount, en: description.en }));
const owed = async (it: Subscriber) => (await waiting(it)).reduce((sum, { amount }) => sum + amount, 0);

async function ended(it: Subscriber) {
	await renewSubscription(at(it, it.periodEnd), it.subscriptionId);
	const [period] = await periodsOf(it);
	return period ?? expect.fail("no ended period");
}
const look = (it: Subscriber, id: string, now: number) => billUsage(system(now), it.ctx.tenantId, id);

test("a period's overage is billed once after it, and on the next invoice; what comes late is billed as the difference", async () => {
	const it = await customer();
	await it.use(it.periodEnd - DAY, 160);
	await it.use(it.periodEnd - 1, 10);
	const period = await ended(it);
	expect(period).toMatchObject({ end: it.periodEnd, nextCheckAt: it.periodEnd + BILLED_AFTER, overrides: [] });
	expect(await look(it, period.id, it.periodEnd + HOUR)).toEqual([]);
	const first = it.periodEnd + BILLED_AFTER;
	expect(await look(it, period.id, first)).toEqual([it.code]);
	// 50 at 100, 20 at 70 and the fee of the second tier.
	expect(await waiting(it)).toEqual([{ amount: 7400, en: expect.stringMatching(/^Prints beyond the plan: 70 \(/) }]);
	expect(await look(it, period.id, first)).toEqual([]);

	await it.use(it.periodEnd - 2 * DAY, 5);
	expect(await look(it, period.id, first + DAY)).toEqual([it.code]);
	expect(await look(it, period.id, first + 2 * DAY)).toEqual([]);
	expect((await waiting(it)).map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([350, 7400]);
	const bills = await it.ctx.db.list(usageBills);
	expect(bills.map(({ revision, quantity, amount }) => ({ revision, quantity, amount }))).toEqual([
		{ revision: 1, quantity: 170, amount: 7400 },
		{ revision: 2, quantity: 175, amount: 7750 },
	]);
	const end = it.periodEnd + 31 * DAY;
	await renewSubscription(at(it, end), it.subscriptionId);
	const lines = await it.ctx.db.list(invoiceLines);
	expect(lines.filter(({ description }) => description.en.startsWith("Prints")).map((line) => line.unitPrice)).toEqual([
		7400, 350,
	]);
});

test("nothing is looked at after 35 days; use of the next period is not this one's", async () => {
	const it = await customer();
	await it.use(it.periodEnd + 1, 1000);
	const period = await ended(it);
	expect(await look(it, period.id, it.periodEnd + 36 * DAY)).toEqual([]);
	expect(await periodsOf(it)).toMatchObject([{ nextCheckAt: null }]);
	await it.use(it.periodEnd - 1, 1000);
	expect(await look(it, period.id, it.periodEnd + 40 * DAY)).toEqual([]);
	expect(await waiting(it)).toEqual([]);
});

test("what an override allows is not billed, nor what a hard one lets through; the terms are those of the period's end", async () => {
	const it = await customer();
	await it.use(it.periodEnd - DAY, 170);
	await overrideQuota(system(), it.ctx.tenantId, it.code, { limit: 165, hard: false });
	const period = await ended(it);
	await overrideQuota(system(), it.ctx.tenantId, it.code, { limit: 0, hard: false });
	await updatePlan(system(), it.plan.id, { overage: null });
	await look(it, period.id, it.periodEnd + BILLED_AFTER);
	expect(await owed(it)).toBe(500);

	const hard = await customer();
	await hard.use(hard.periodEnd - DAY, 170);
	await overrideQuota(system(), hard.ctx.tenantId, hard.code, { limit: 120, hard: true });
	await look(hard, (await ended(hard)).id, hard.periodEnd + BILLED_AFTER);
	expect(await owed(hard)).toBe(0);
});

test("a cancellation ends the period then and there; a pause does not, and leaves the plan's limits", async () => {
	const it = await customer();
	// On the first day, which the pause moves out of the period.
	await it.use(it.ctx.now + HOUR, 150);
	await pauseSubscription(at(it, it.periodEnd - 10 * DAY), {});
	await resumeSubscription(at(it, it.periodEnd - 9 * DAY));
	expect(await periodsOf(it)).toEqual([]);
	await pauseSubscription(at(it, it.periodEnd - 8 * DAY), {});
	const left = it.periodEnd - 7 * DAY;
	await cancelSubscription(at(it, left), { when: "now" });
	const [period] = await periodsOf(it);
	expect(period).toMatchObject({ start: it.ctx.now, end: left, limits: { custom: { [it.code]: LIMIT } } });
	await look(it, period?.id ?? "", left + BILLED_AFTER);
	expect(await owed(it)).toBe(5000);
	// A plan without prices leaves nothing to bill.
	const plain = await subscriber();
	await renewSubscription(at(plain, plain.periodEnd), plain.subscriptionId);
	expect(await periodsOf(plain)).toEqual([]);
});

test("whatever comes late, is delivered again or runs twice at once: what is billed is the overage, once", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ value: fc.integer({ min: 1, max: 90 }), runs: fc.integer({ min: 0, max: 3 }) }), {
				minLength: 1,
				maxLength: 6,
			}),
			async (steps) => {
				const it = await customer();
				const period = await ended(it);
				let [used, now] = [0, it.periodEnd + BILLED_AFTER];
				for (const { value, runs } of steps) {
					await it.use(it.periodEnd - DAY, value);
					used += value;
					await Promise.all(Array.from({ length: runs }, () => look(it, period.id, now)));
					if (runs > 0) expect(await owed(it)).toBe(overagePrice(used, LIMIT, it.price).total.amount);
					now += DAY + HOUR;
				}
			},
		),
		{ numRuns: 6 },
	);
});

test("cron puts what is due on the queue, and nothing that is not", async () => {
	const it = await customer();
	const period = await ended(it);
	const early = system(it.periodEnd);
	await enqueueUsageBills(early);
	const due = system(it.periodEnd + BILLED_AFTER);
	const before = due.emitted.length;
	await Promise.all([enqueueUsageBills(due), enqueueUsageBills(due)]);
	expect(due.emitted.length).toBeGreaterThanOrEqual(before + 2);
	expect(period.nextCheckAt).toBe(it.periodEnd + BILLED_AFTER);
	const { db } = system();
	await db.batch([db.update(plans, eq(plans.id, it.plan.id), { state: "hidden" })]);
});

test("the cost so far is what the bill would be now; a free plan and a trial have none", async () => {
	const it = await customer();
	const now = Date.now();
	const start = now - DAY;
	const { subscriptions } = await import("#worker/modules/billing/subscriptions/tables");
	const { db } = it.ctx;
	await db.batch([db.update(subscriptions, undefined, { periodStart: start, periodEnd: now + 20 * DAY })]);
	await it.use(now, 170);
	const cost = await (await request("GET", "/api/v1/usage/cost", { as: it.owner })).json();
	expect(cost).toMatchObject({
		total: { amount: 7400, currency: "IDR" },
		items: [
			{ meter: it.code, used: 170, limit: LIMIT, quantity: 70, lines: [{ quantity: 50 }, { quantity: 20, from: 51 }] },
		],
	});
	const member = await person();
	expect((await request("GET", "/api/v1/usage/cost", { as: member })).status).toBe(403);
});
