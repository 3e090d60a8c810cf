import { eq, notInArray } from "drizzle-orm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { buyer, type Founded, request, system, tenant } from "#tests/factories";
import { drainOutbox, mailsTo, mailTo } from "#tests/mails";
import { inTenant } from "#worker/kernel/context";
import { longDate } from "#worker/kernel/long-date";
import { DAY } from "#worker/kernel/time";
import { entitlements } from "#worker/modules/catalog/tables";
import { invoices } from "../invoices/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { changePlan } from "../plan-changes/change-plan";
import { unusedShare } from "../plan-changes/proration";
import { planChanges } from "../plan-changes/tables";
import { cancelSubscription } from "./cancel-subscription";
import { pauseEnd, periodAfterPause } from "./pause-rules";
import { pauseSubscription } from "./pause-subscription";
import { resumeDuePauses, resumeSubscription } from "./resume-subscription";
import { subscriptions } from "./tables";

async function customer(plan = "growth"): Promise<Founded> {
	const it = await buyer({ plan });
	const invoice = it.founded.invoice ?? expect.fail();
	const payment = await submitPayment(it.ctx, invoice.id, { method: "bca", amount: invoice.total, reference: "TRX" });
	await approvePayment(system(), payment.id, {});
	return it;
}
const later = ({ ctx }: Founded, ms: number) => ({
	...inTenant(system(ctx.now + ms), system().db, ctx.tenantId),
	actor: ctx.actor,
});
const live = async ({ ctx }: Founded) =>
	(await ctx.db.list(subscriptions, { where: notInArray(subscriptions.status, ["canceled", "expired"]) }))[0];
const entitled = async ({ ctx }: Founded) => (await ctx.db.list(entitlements))[0] ?? expect.fail();

test("canceled now: the free plan is what remains, and open invoices are void", async () => {
	const it = await customer();
	const before = await entitled(it);
	await changePlan(it.ctx, { plan: "enterprise", interval: "month" });
	const answer = await request("POST", "/api/v1/subscription/cancel", {
		as: it.owner,
		body: { when: "now", reason: "Tutup" },
	});
	expect(await answer.json()).toMatchObject({
		status: "active",
		plan: "free",
		periodEnd: null,
		canPurchase: true,
		price: { amount: 0 },
	});
	const all = await it.ctx.db.list(subscriptions);
	expect(all.find((row) => row.status === "canceled")).toMatchObject({
		planCode: "growth",
		cancelReason: "Tutup",
		nextBillingAt: null,
	});
	expect((await it.ctx.db.list(invoices)).map((row) => row.status).sort()).toEqual(["paid", "void"]);
	expect((await it.ctx.db.list(planChanges)).map((row) => row.status).sort()).toEqual(["applied", "canceled"]);
	expect(await entitled(it)).toMatchObject({ planCode: "free", version: before.version + 1, limits: { users: 2 } });
});

test("canceling at once from ten places ends it once", async () => {
	const it = await customer();
	const all = await Promise.allSettled(Array.from({ length: 10 }, () => cancelSubscription(it.ctx, { when: "now" })));
	expect(all.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	expect(await it.ctx.db.list(subscriptions)).toHaveLength(2);
});

test("canceled with the period: everything stays until then, and it can be taken back", async () => {
	const it = await customer();
	const { periodEnd } = (await live(it)) ?? expect.fail();
	const canceled = await cancelSubscription(it.ctx, { when: "period_end" });
	expect(canceled).toMatchObject({
		status: "active",
		plan: "growth",
		cancelAt: new Date(periodEnd ?? 0).toISOString(),
		canChange: false,
	});
	expect(await resumeSubscription(it.ctx)).toMatchObject({ cancelAt: null, canChange: true });
	await expect(resumeSubscription(it.ctx)).rejects.toMatchObject({ code: "conflict" });
});

test("money under review keeps a subscription from being canceled; a free plan has nothing to cancel", async () => {
	const it = await buyer();
	const invoice = it.founded.invoice ?? expect.fail();
	await submitPayment(it.ctx, invoice.id, { method: "bca", amount: invoice.total, reference: "TRX" });
	await expect(cancelSubscription(it.ctx, { when: "now" })).rejects.toMatchObject({ code: "conflict" });
	const free = await tenant();
	await free.ctx.db.batch([free.ctx.db.update(subscriptions, undefined, { status: "active", trialEndsAt: null })]);
	await expect(cancelSubscription(free.ctx, { when: "now" })).rejects.toMatchObject({ code: "conflict" });
});

test("canceling and paying at the same moment: one of them wins, whole", async () => {
	for (let round = 0; round < 4; round++) {
		const it = await buyer();
		const invoice = it.founded.invoice ?? expect.fail();
		const [paid, canceled] = await Promise.allSettled([
			submitPayment(it.ctx, invoice.id, { method: "bca", amount: invoice.total, reference: "TRX" }),
			cancelSubscription(it.ctx, { when: "now" }),
		]);
		expect([paid.status, canceled.status].sort()).toEqual(["fulfilled", "rejected"]);
		expect((await it.ctx.db.list(invoices))[0]?.status).toBe(paid.status === "fulfilled" ? "open" : "void");
	}
});

test("canceling, pausing and changing the plan at the same moment leave nothing half done", async () => {
	for (let round = 0; round < 6; round++) {
		const it = await customer("starter");
		const stop = round % 2 ? () => cancelSubscription(it.ctx, { when: "now" }) : () => pauseSubscription(it.ctx, {});
		await Promise.allSettled([changePlan(it.ctx, { plan: "growth", interval: "month" }), stop()]);
		const row = (await live(it)) ?? expect.fail();
		const waiting = await it.ctx.db.list(planChanges, { where: eq(planChanges.status, "awaiting_payment") });
		const open = await it.ctx.db.list(invoices, { where: eq(invoices.status, "open") });
		expect(open.map((invoice) => invoice.planChangeId)).toEqual(waiting.map((change) => change.id));
		for (const change of waiting) expect(row).toMatchObject({ id: change.subscriptionId, status: "active" });
	}
});

test("a pause stops service and billing; resuming gives back what was left of the period", async () => {
	const it = await customer();
	const before = (await live(it)) ?? expect.fail();
	const paused = await pauseSubscription(later(it, 10 * DAY), { until: new Date(it.ctx.now + 30 * DAY).toISOString() });
	expect(paused).toMatchObject({
		status: "paused",
		resumesAt: new Date(it.ctx.now + 30 * DAY).toISOString(),
		limits: { users: 2 },
	});
	expect((await live(it))?.nextBillingAt).toBeNull();
	await resumeSubscription(later(it, 14 * DAY));
	const after = (await live(it)) ?? expect.fail();
	expect(after).toMatchObject({
		status: "active",
		pausedAt: null,
		resumesAt: null,
		periodEnd: (before.periodEnd ?? 0) + 4 * DAY,
	});
	expect(after.nextBillingAt).toBe(after.periodEnd);
	expect((await entitled(it)).limits.users).toBe(20);
});

test("a pause ends by itself, once, however often cron looks; a change that waits for the end waits longer", async () => {
	const it = await customer();
	await changePlan(it.ctx, { plan: "starter", interval: "month" });
	await pauseSubscription(it.ctx, { until: new Date(it.ctx.now + 5 * DAY).toISOString() });
	await resumeDuePauses(system(it.ctx.now + 5 * DAY - 1));
	expect((await live(it))?.status).toBe("paused");
	await Promise.all([1, 2, 3].map(() => resumeDuePauses(system(it.ctx.now + 5 * DAY))));
	const after = (await live(it)) ?? expect.fail();
	expect(after).toMatchObject({ status: "active", planCode: "growth" });
	const [waiting] = await it.ctx.db.list(planChanges, { where: eq(planChanges.status, "quoted") });
	expect(waiting?.effectiveAt).toBe(after.periodEnd);
});

test("a pause has a limit, and only what is paid is paused", async () => {
	const it = await customer();
	const tooLong = { until: new Date(it.ctx.now + 91 * DAY).toISOString() };
	await expect(pauseSubscription(it.ctx, tooLong)).rejects.toMatchObject({ issues: [{ pointer: "/until" }] });
	await expect(pauseSubscription((await tenant()).ctx, {})).rejects.toMatchObject({ code: "conflict" });
	expect(pauseEnd(null, 90, 0)).toBe(90 * DAY);
	expect([pauseEnd(0, 90, 0), pauseEnd(90 * DAY, 90, 0), pauseEnd(90 * DAY + 1, 90, 0)]).toEqual([
		null,
		90 * DAY,
		null,
	]);
});

test("a pause of any length keeps what is left of the period, in time and in money", () => {
	const at = fc.integer({ min: 0, max: 30 * DAY });
	fc.assert(
		fc.property(
			at,
			fc.integer({ min: 0, max: 90 * DAY }),
			fc.integer({ min: 0, max: 50_000_000 }),
			(pausedAt, length, price) => {
				const period = { periodStart: 0, periodEnd: 30 * DAY };
				const after = periodAfterPause({ ...period, pausedAt }, pausedAt + length);
				expect(after.periodEnd - (pausedAt + length)).toBe(period.periodEnd - pausedAt);
				const money = { amount: price, currency: "IDR" as const };
				const share = unusedShare(money, { start: after.periodStart, end: after.periodEnd }, pausedAt + length);
				expect(share).toEqual(unusedShare(money, { start: 0, end: 30 * DAY }, pausedAt));
			},
		),
	);
});

test("the owner is told of a cancellation to come, of a pause, and of nothing that was taken back at once", async () => {
	const it = await customer();
	await cancelSubscription(it.ctx, { when: "period_end" });
	const { cancelAt } = (await live(it)) ?? expect.fail();
	const told = await mailTo(it.owner.email, "subscription.cancel_scheduled");
	expect(told.text).toContain(longDate(cancelAt ?? 0, "en"));
	await resumeSubscription(it.ctx);

	await pauseSubscription(it.ctx, { until: new Date(it.ctx.now + 10 * DAY).toISOString() });
	const paused = await mailTo(it.owner.email, "subscription.paused");
	expect(paused.text).toContain(longDate(it.ctx.now + 10 * DAY, "en"));
	expect(paused.text).toContain("/app/billing");

	const other = await customer();
	await cancelSubscription(other.ctx, { when: "period_end" });
	await resumeSubscription(other.ctx);
	await drainOutbox();
	expect((await mailsTo(other.owner.email)).map(({ template }) => template)).not.toContain(
		"subscription.cancel_scheduled",
	);
});
