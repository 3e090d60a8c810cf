import { asc, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, person, system } from "#tests/factories";
import { payByHand, subscriber, subscriptionOf } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import { inTenant } from "#worker/kernel/context";
import { money } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import { createCoupon } from "../coupons/manage-coupons";
import { CouponInput } from "../coupons/schemas";
import { couponRedemptions } from "../coupons/tables";
import { invoiceLines, invoices, pendingItems } from "../invoices/tables";
import { renewSubscription } from "../subscriptions/renew-subscription";
import { adjustPlanChange } from "./adjust-plan-change";
import { AdjustInput } from "./admin-schemas";
import { cancelPlanChange } from "./cancel-plan-change";
import { changePlan } from "./change-plan";
import { quoteDue, quoteLines } from "./rules";
import { planChanges } from "./tables";

type Subscribed = Awaited<ReturnType<typeof subscriber>>;
const at = ({ ctx }: Subscribed, now: number) => inTenant(system(now), system().db, ctx.tenantId);
const changeOf = async ({ ctx }: Subscribed) =>
	(await ctx.db.list(planChanges, { orderBy: [asc(planChanges.createdAt)] })).at(-1);
const lastInvoice = async ({ ctx }: Subscribed) =>
	(await ctx.db.list(invoices, { orderBy: [asc(invoices.openedAt), asc(invoices.sequence)] })).at(-1) ?? expect.fail();

/** A change from a month to a year, whose invoice is not paid. */
async function unpaid(coupon: string) {
	const it = await subscriber();
	const change = await changePlan(at(it, it.periodEnd - 10 * DAY), { plan: "starter", interval: "year", coupon });
	return { ...it, change };
}

test("a change at the end of the period is billed and applied by the renewal, from where the period ended", async () => {
	const it = await subscriber({ plan: "growth" });
	const before = await subscriptionOf(it.ctx);
	const change = await changePlan(at(it, it.periodEnd - 10 * DAY), { plan: "starter", interval: "month" });
	expect(change).toMatchObject({ status: "quoted", timing: "period_end", total: money(165_390, "IDR") });
	expect(await renewSubscription(at(it, it.periodEnd), it.subscriptionId)).toBe("billed");
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "past_due", planCode: "growth" });
	const invoice = await lastInvoice(it);
	expect(invoice).toMatchObject({ total: 165_390, periodStart: it.periodEnd, planChangeId: change.id });
	await expect(cancelPlanChange(it.ctx, change.id as never)).rejects.toMatchObject({ code: "conflict" });

	await payByHand(at(it, it.periodEnd + 2 * DAY), invoice.id);
	const after = await subscriptionOf(it.ctx);
	expect(after).toMatchObject({ id: before.id, status: "active", planCode: "starter", periodStart: it.periodEnd });
	expect((await changeOf(it))?.status).toBe("applied");
});

test("one that is paid from the wallet is applied by the renewal itself", async () => {
	const it = await subscriber({ plan: "growth" });
	await changePlan(at(it, it.periodEnd - 10 * DAY), { plan: "starter", interval: "month" });
	await fundWallet(it.ctx, 165_390);
	expect(await renewSubscription(at(it, it.periodEnd), it.subscriptionId)).toBe("paid");
	expect(await subscriptionOf(it.ctx)).toMatchObject({
		status: "active",
		planCode: "starter",
		periodStart: it.periodEnd,
	});
	expect((await changeOf(it))?.status).toBe("applied");
});

test("what a change left for the next invoice is on it once; credit beyond the price waits on", async () => {
	const it = await subscriber();
	const item = {
		subscriptionId: it.subscriptionId,
		description: { en: "Credit", id: "Kredit" },
		currency: "IDR" as const,
	};
	const rows = [-100_000, -100_000].map((amount, i) => ({
		...item,
		id: `pit_${crypto.randomUUID()}` as const,
		amount,
		createdAt: i,
	}));
	await it.ctx.db.batch([it.ctx.db.insert(pendingItems, rows)]);
	expect(await renewSubscription(at(it, it.periodEnd), it.subscriptionId)).toBe("paid");
	const invoice = await lastInvoice(it);
	expect(invoice).toMatchObject({ total: 0, subtotal: 0 });
	const lines = await it.ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, invoice.id) });
	expect(lines.map((line) => line.amount).sort((a, b) => a - b)).toEqual([-100_000, -49_000, 149_000]);
	const left = await it.ctx.db.list(pendingItems, { where: isNull(pendingItems.invoiceId) });
	expect(left.map((row) => row.amount)).toEqual([-51_000]);
});

test("an unpaid change ends with the period it was quoted for, also when its invoice had been replaced", async () => {
	const admin = asSystem(await person("admin"));
	const input = { code: `R${crypto.randomUUID().slice(0, 8)}`, name: "R", kind: "percent", value: 10 };
	const coupon = await createCoupon(admin, CouponInput.parse(input));
	const it = await unpaid(coupon.code);
	expect(it.change).toMatchObject({ status: "awaiting_payment", timing: "new_period" });
	const again = AdjustInput.parse({ coupons: [coupon.code], discount: 1_000, discountReason: "Apology" });
	await adjustPlanChange({ ...admin, now: it.periodEnd - 9 * DAY }, it.change.id as never, again);
	expect(await renewSubscription(at(it, it.periodEnd), it.subscriptionId)).toBe("billed");
	expect((await changeOf(it))?.status).toBe("expired");
	const all = await it.ctx.db.list(invoices, { orderBy: [asc(invoices.sequence)] });
	expect(all.map((row) => row.status)).toEqual(["paid", "void", "void", "open"]);
	const held = await it.ctx.db.list(couponRedemptions);
	expect(held.map((row) => row.status)).toEqual(["released", "released"]);
});

test("what cancels out has no tax, though each line of it would have some", () => {
	const description = { en: "x", id: "x" };
	const items = [149_000, -100_000, -49_000].map((amount) => ({
		description,
		quantity: 1,
		unitPrice: money(amount, "IDR"),
	}));
	const all = items as [(typeof items)[number], ...typeof items];
	const seller = { taxRegistered: true };
	expect(quoteDue(all, seller, Date.UTC(2026, 10, 20)).total).toEqual(money(0, "IDR"));
	expect(quoteLines(all, seller, Date.UTC(2026, 10, 20)).subtotal).toEqual(money(0, "IDR"));
});
