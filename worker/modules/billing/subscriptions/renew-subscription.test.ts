import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { counting, nothing } from "#bench/renewals/counting";
import { bindings, system } from "#tests/factories";
import { consume } from "#tests/mails";
import { payByHand, subscriber, subscriptionOf } from "#tests/subscribers";
import { fundWallet, giveCredit } from "#tests/wallets";
import { inTenant, type TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { auditLogs, outbox } from "#worker/kernel/tables";
import { DAY, HOUR } from "#worker/kernel/time";
import { machineContext } from "#worker/machine-context";
import { planPrices, plans, products } from "#worker/modules/catalog/tables";
import { invoices, pendingItems } from "../invoices/tables";
import { payments } from "../payments/tables";
import { loadFunds } from "../wallet/load-funds";
import { enqueueDueRenewals } from "./enqueue-due";
import { renewSubscription } from "./renew-subscription";
import { subscriptions } from "./tables";

const TOTAL = 165_390;
const invoicesOf = (ctx: TenantContext) =>
	ctx.db.list(invoices, { orderBy: [asc(invoices.openedAt), asc(invoices.id)] });
const at = (ctx: TenantContext, now: number): TenantContext => ({ ...ctx, now });

test("a wallet with enough pays at once: the period goes on without a day of being late", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await fundWallet(ctx, TOTAL + 10_000);
	const outcome = await renewSubscription(at(ctx, periodEnd + HOUR), subscriptionId);

	expect(outcome).toBe("paid");
	const row = await subscriptionOf(ctx);
	expect(row).toMatchObject({ status: "active", periodStart: periodEnd, pastDueSince: null, nextDunningAt: null });
	expect(row.nextBillingAt).toBe(row.periodEnd);
	expect((await invoicesOf(ctx)).map((invoice) => invoice.status)).toEqual(["paid", "paid"]);
	expect((await loadFunds(ctx, "IDR")).wallet).toBe(10_000);
	const wallet = await ctx.db.list(payments, { where: eq(payments.provider, "wallet") });
	expect(wallet).toMatchObject([{ amount: TOTAL, status: "succeeded" }]);
});

test("a renewal is two calls of D1: one batch of reads, one of writes", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await fundWallet(ctx, TOTAL);
	const count = nothing();
	const env = { ...bindings, DB: counting(bindings.DB, count) };
	const base = machineContext(env, { kind: "system", id: "queue", name: "test" }, periodEnd);
	expect(await renewSubscription(inTenant(base, base.db, ctx.tenantId), subscriptionId)).toBe("paid");
	expect(count).toMatchObject({ trips: 2, calls: 2 });
});

test("credit goes first, the wallet pays the rest", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await Promise.all([fundWallet(ctx, TOTAL), giveCredit(ctx, 65_390)]);
	expect(await renewSubscription(at(ctx, periodEnd), subscriptionId)).toBe("paid");
	expect(await loadFunds(ctx, "IDR")).toMatchObject({ wallet: 65_390, promo: 0 });
});

test("one rupiah too little: the invoice is open, nothing is taken, dunning begins with the period's end", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await fundWallet(ctx, TOTAL - 1);
	const late = at(ctx, periodEnd + 5 * HOUR);
	expect(await renewSubscription(late, subscriptionId)).toBe("billed");
	expect(await subscriptionOf(ctx)).toMatchObject({
		status: "past_due",
		pastDueSince: periodEnd,
		nextDunningAt: late.now,
		dunningStep: 0,
		nextBillingAt: null,
	});
	expect((await loadFunds(ctx, "IDR")).wallet).toBe(TOTAL - 1);
	expect((await invoicesOf(ctx)).at(-1)).toMatchObject({ status: "open", periodStart: periodEnd, total: TOTAL });
});

test.each([0, TOTAL, 3 * TOTAL])(
	"two crons, five consumers and a redelivery with %i in the wallet bill the period once",
	async (funds) => {
		const { ctx, subscriptionId, periodEnd } = await subscriber();
		if (funds > 0) await fundWallet(ctx, funds);
		const now = periodEnd + HOUR;
		const racing = Array.from({ length: 5 }, () => renewSubscription(at(ctx, now), subscriptionId));
		const outcomes = (await Promise.all(racing)).filter(Boolean);
		const job = { v: 1, id: newId("event"), type: "subscription.renewal_due", tenantId: ctx.tenantId, subscriptionId };
		await consume([job, job, job]);

		expect(outcomes).toEqual([funds > 0 ? "paid" : "billed"]);
		expect(await invoicesOf(ctx)).toHaveLength(2);
		expect((await loadFunds(ctx, "IDR")).wallet).toBe(Math.max(0, funds - TOTAL));
	},
);

test("before the end, and once it is past due, there is nothing to renew", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	expect(await renewSubscription(at(ctx, periodEnd - 1), subscriptionId)).toBe(false);
	expect(await renewSubscription(at(ctx, periodEnd), subscriptionId)).toBe("billed");
	expect(await renewSubscription(at(ctx, periodEnd + 40 * DAY), subscriptionId)).toBe(false);
	expect(await invoicesOf(ctx)).toHaveLength(2);
});

test("paying a past due renewal extends from the old end, whenever it is paid", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await renewSubscription(at(ctx, periodEnd), subscriptionId);
	await payByHand(ctx, (await invoicesOf(ctx)).at(-1)?.id ?? "inv_", periodEnd + 4 * DAY);
	expect(await subscriptionOf(ctx)).toMatchObject({
		...{ status: "active", periodStart: periodEnd, pastDueSince: null, nextDunningAt: null, dunningStep: 0 },
	});
});

test("what was to end with the period ends: nothing is billed, the free plan goes on", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	const cancel = { cancelAt: periodEnd, cancelReason: "closing the shop" };
	await ctx.db.batch([ctx.db.update(subscriptions, eq(subscriptions.id, subscriptionId), cancel)]);
	await fundWallet(ctx, TOTAL);
	expect(await renewSubscription(at(ctx, periodEnd), subscriptionId)).toBe("ended");

	const rows = await ctx.db.list(subscriptions);
	const ended = rows.find((row) => row.id === subscriptionId);
	expect(ended).toMatchObject({ status: "canceled", canceledAt: periodEnd, cancelReason: "closing the shop" });
	expect(rows.find((row) => row.id !== subscriptionId)).toMatchObject({ planCode: "free", status: "active" });
	expect(await invoicesOf(ctx)).toHaveLength(1);
});

/** A plan of its own, so that its price can go without anybody else noticing. */
async function ownPlan(ctx: TenantContext, subscriptionId: `sub_${string}`, amount: number | null) {
	const { db } = system();
	const [model] = await db.list(plans, { where: eq(plans.code, "starter") });
	const product = await db.find(products, eq(products.code, "platform"));
	if (!model || !product) throw new Error("no catalogue");
	const id = newId("plan");
	await db.batch([
		db.insert(plans, { ...model, id, code: id.replace("_", "-"), state: "hidden" }),
		...(amount === null
			? []
			: [db.insert(planPrices, { id: newId("price"), planId: id, interval: "month", currency: "IDR", amount })]),
		ctx.db.update(subscriptions, eq(subscriptions.id, subscriptionId), { planId: id }),
	]);
}

test("a plan without a price any more is parked for a day and seen, not tried every hour", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await ownPlan(ctx, subscriptionId, null);
	expect(await renewSubscription(at(ctx, periodEnd), subscriptionId)).toBe("parked");
	expect(await subscriptionOf(ctx)).toMatchObject({ status: "active", nextBillingAt: periodEnd + DAY });
	const [note] = await ctx.db.list(auditLogs, { where: eq(auditLogs.action, "subscription.park_renewal") });
	expect(note?.after).toMatchObject({ reason: "plan_has_no_price" });
	expect(await renewSubscription(at(ctx, periodEnd + HOUR), subscriptionId)).toBe(false);
});

test("who was parked and is billed long after has the whole grace from then on", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	const late = at(ctx, periodEnd + 12 * DAY);
	expect(await renewSubscription(late, subscriptionId)).toBe("billed");
	expect(await subscriptionOf(ctx)).toMatchObject({ pastDueSince: late.now, nextDunningAt: late.now });
	expect((await invoicesOf(ctx)).at(-1)).toMatchObject({ status: "open", periodStart: periodEnd });
});

test("a plan that has become free has no periods any more", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	await ownPlan(ctx, subscriptionId, 0);
	expect(await renewSubscription(at(ctx, periodEnd), subscriptionId)).toBe("stopped");
	expect(await subscriptionOf(ctx)).toMatchObject({ status: "active", periodEnd: null, nextBillingAt: null });
});

test("credit that waits is taken by the renewal; what is left of it goes on waiting", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	const credit = { description: { en: "Credit", id: "Kredit" }, amount: -200_000, currency: "IDR" as const };
	await ctx.db.batch([
		ctx.db.insert(pendingItems, { id: newId("pendingItem"), subscriptionId, ...credit, createdAt: ctx.now }),
	]);
	expect(await renewSubscription(at(ctx, periodEnd), subscriptionId)).toBe("paid");

	expect((await invoicesOf(ctx)).at(-1)).toMatchObject({ status: "paid", total: 0, periodStart: periodEnd });
	expect(await subscriptionOf(ctx)).toMatchObject({ status: "active", periodStart: periodEnd });
	const items = await ctx.db.list(pendingItems);
	expect(items.find((item) => item.invoiceId === null)?.amount).toBe(-51_000);
	expect(await ctx.db.list(payments)).toHaveLength(1);
});

test("everything due is enqueued in pages, however many there are", async () => {
	const due = await subscriber({}, Date.UTC(2021, 0, 5));
	const { db } = system();
	const copies = Array.from({ length: 230 }, () => newId("subscription"));
	const [product] = await db.list(products, { limit: 1 });
	if (!product) throw new Error("no product");
	const row = await subscriptionOf(due.ctx);
	const ids = copies.map(() => newId("product"));
	await db.batch(ids.map((id) => db.insert(products, { ...product, id, code: id, createdAt: 0 })));
	await db.batch(
		copies.map((id, i) =>
			db.insert(subscriptions, { ...row, id, productId: ids[i] as never, nextBillingAt: row.nextBillingAt }),
		),
	);
	const ctx = system((row.nextBillingAt ?? 0) + 1);
	expect(await enqueueDueRenewals(ctx)).toEqual({ handled: 231, rest: null });
	const waiting = await inTenant(ctx, ctx.db, due.ctx.tenantId).db.list(outbox as never);
	const named = new Set(
		(waiting as { job: { type: string; subscriptionId?: string } }[])
			.filter(({ job }) => job.type === "subscription.renewal_due")
			.map(({ job }) => job.subscriptionId),
	);
	expect(named.size).toBe(231);
	await db.batch([
		db.remove(outbox, eq(outbox.tenantId, due.ctx.tenantId)),
		...copies.map((id) => db.remove(subscriptions, eq(subscriptions.id, id))),
		...ids.map((id) => db.remove(products, eq(products.id, id))),
		db.update(subscriptions, eq(subscriptions.tenantId, due.ctx.tenantId), { nextBillingAt: null }),
	]);
});
