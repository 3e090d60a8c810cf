import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, BILLING, buyer, type Person, person, request, system, tenant } from "#tests/factories";
import { money } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import { changePlanState, createPlan } from "#worker/modules/catalog/manage-plans";
import { plans } from "#worker/modules/catalog/tables";
import { approveRequest } from "../approvals/decide-approval";
import { createCoupon } from "../coupons/manage-coupons";
import { CouponInput } from "../coupons/schemas";
import { couponRedemptions } from "../coupons/tables";
import { invoiceLines, invoices } from "../invoices/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { payments } from "../payments/tables";
import { subscriptions } from "../subscriptions/tables";
import { adjustPlanChange, previewAdjustment } from "./adjust-plan-change";
import { AdjustInput } from "./admin-schemas";
import { changePlan } from "./change-plan";
import { planChanges } from "./tables";

const adjusted = (input: object) => AdjustInput.parse(input);
const sorry = (discount: number) => adjusted({ discount, discountReason: "Apology" });

async function waiting() {
	const it = await buyer();
	const [change] = await it.ctx.db.list(planChanges);
	const invoice = it.founded.invoice ?? expect.fail();
	return { ...it, id: change?.id ?? "pch_", invoice };
}
const post = (as: Person, path: string, body: object = {}) =>
	request("POST", `/api/v1/admin/plan-changes${path}`, { as, body });
const pay = async ({ ctx }: Awaited<ReturnType<typeof waiting>>) => {
	const [open] = await ctx.db.list(invoices, { where: eq(invoices.status, "open") });
	const amount = { amount: open?.total ?? 0, currency: "IDR" as const };
	return submitPayment(ctx, open?.id ?? "inv_", { method: "bca", amount, reference: "TRX" });
};

test("an adjustment shows its difference first, then replaces the invoice by what it showed", async () => {
	const it = await waiting();
	const operator = await person("operator");
	const body = { discount: 49_000, discountReason: "Apology", bonusDays: 7 };
	const shown = (await (await post(operator, `/${it.id}/adjust/preview`, body)).json()) as {
		after: { lines: object[] };
	};
	expect(shown).toMatchObject({
		before: { total: money(165_390, "IDR") },
		after: { total: money(111_000, "IDR") },
		difference: money(-54_390, "IDR"),
	});
	expect((await it.ctx.db.list(invoices)).map((row) => row.status)).toEqual(["open"]);

	const done = await post(operator, `/${it.id}/adjust`, body);
	expect(await done.json()).toMatchObject({
		...{ after: shown.after, secondApproval: null },
		planChange: {
			total: money(111_000, "IDR"),
			bonusDays: 7,
			adjustments: { discountReason: "Apology", discount: 49_000 },
		},
	});
	const all = await it.ctx.db.list(invoices);
	expect(all.map((row) => [row.status, row.total]).sort()).toEqual([
		["open", 111_000],
		["void", 165_390],
	]);
	const open = all.find((row) => row.status === "open");
	const lines = await it.ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, open?.id ?? "inv_") });
	expect(lines).toHaveLength(shown.after.lines.length);

	await approvePayment(system(), (await pay(it)).id, {});
	const [subscription] = await it.ctx.db.list(subscriptions);
	const length = (subscription?.periodEnd ?? 0) - (subscription?.periodStart ?? 0);
	expect(length).toBe(37 * DAY);
	expect(subscription?.status).toBe("active");
});

test("coupons are put on and taken off again, and their reservations with them", async () => {
	const it = await waiting();
	const input = CouponInput.parse({
		code: `T${crypto.randomUUID().slice(0, 8)}`,
		name: "T",
		kind: "percent",
		value: 50,
		maxRedemptions: 1,
	});
	const coupon = await createCoupon(asSystem(await person("admin")), input);
	const by = asSystem(await person("operator"));
	await adjustPlanChange(by, it.id, adjusted({ coupons: [coupon.code] }));
	const again = await adjustPlanChange(by, it.id, adjusted({ coupons: [coupon.code], bonusDays: 1 }));
	expect(again.planChange).toMatchObject({ total: money(82_695, "IDR"), coupons: [{ code: coupon.code }] });
	const held = and(eq(couponRedemptions.couponId, coupon.id), eq(couponRedemptions.status, "reserved"));
	expect(await it.ctx.db.list(couponRedemptions, { where: held })).toHaveLength(1);
	const off = await adjustPlanChange(by, it.id, adjusted({}));
	expect(off.difference).toEqual(money(82_695, "IDR"));
	expect(await it.ctx.db.list(couponRedemptions, { where: held })).toEqual([]);
});

test("a discount of the whole price applies the change without an invoice; more than that is refused", async () => {
	const it = await waiting();
	const by = asSystem(await person("operator"));
	await expect(previewAdjustment(by, it.id, sorry(149_001))).rejects.toMatchObject({
		issues: [{ pointer: "/discount" }],
	});
	const given = await adjustPlanChange(by, it.id, sorry(149_000));
	expect(given.planChange).toMatchObject({ status: "applied", total: money(0, "IDR") });
	expect((await it.ctx.db.list(invoices)).map((row) => row.status)).toEqual(["void"]);
	expect((await it.ctx.db.list(subscriptions))[0]).toMatchObject({ status: "active", planCode: "starter" });
	await expect(adjustPlanChange(by, it.id, sorry(1))).rejects.toMatchObject({ code: "conflict" });
});

test("nothing is adjusted while money for it is under way", async () => {
	const by = asSystem(await person("operator"));
	const reviewed = await waiting();
	await pay(reviewed);
	await expect(adjustPlanChange(by, reviewed.id, sorry(1_000))).rejects.toMatchObject({ code: "conflict" });
	const pending = await waiting();
	const payment = { id: `pay_${crypto.randomUUID()}` as const, provider: "midtrans" as const, method: "midtrans" };
	const owed = { invoiceId: pending.invoice.id, amount: 165_390, currency: "IDR" as const, reference: "X" };
	const times = { createdAt: 1, updatedAt: 1 };
	await pending.ctx.db.batch([pending.ctx.db.insert(payments, { ...payment, ...owed, status: "pending", ...times })]);
	await expect(adjustPlanChange(by, pending.id, sorry(1_000))).rejects.toMatchObject({ code: "conflict" });
	expect((await pending.ctx.db.list(invoices)).map((row) => row.status)).toEqual(["open"]);
});

test("ten adjustments and a payment at once: one open invoice remains, and the payment is for what was open", async () => {
	for (let round = 0; round < 3; round++) {
		const it = await waiting();
		const by = asSystem(await person("operator"));
		const all = Array.from({ length: 10 }, (_, i) => adjustPlanChange(by, it.id, sorry(1_000 + i)));
		await Promise.allSettled([...all, pay(it)]);
		const open = await it.ctx.db.list(invoices, { where: eq(invoices.status, "open") });
		expect(open).toHaveLength(1);
		const paid = await it.ctx.db.list(payments);
		for (const payment of paid) expect(payment).toMatchObject({ invoiceId: open[0]?.id, amount: open[0]?.total });
		const [change] = await it.ctx.db.list(planChanges);
		expect(change?.quote.total.amount).toBe(open[0]?.total);
	}
});

test("a discount above the limit waits for somebody else, who sets it in motion", async () => {
	const [first, second] = [await person("operator"), await person("operator")];
	const { ctx } = await tenant();
	const change = await changePlan(ctx, { plan: await dearPlan(), interval: "year", billing: BILLING });
	const large = adjusted({ discount: 26_000_000, discountReason: "Partner" });
	const asked = await adjustPlanChange(asSystem(first), change.id as never, large);
	expect(asked).toMatchObject({
		planChange: null,
		secondApproval: { kind: "plan_change_discount", status: "waiting" },
	});
	expect(await ctx.db.list(invoices)).toHaveLength(1);
	const approvalId = asked.secondApproval?.id ?? ("apr_" as never);
	await expect(approveRequest(asSystem(first), approvalId)).rejects.toMatchObject({ code: "second_person_needed" });
	await approveRequest(asSystem(second), approvalId);
	const [adjustedChange] = await ctx.db.list(planChanges);
	expect(adjustedChange).toMatchObject({ status: "awaiting_payment", quote: { subtotal: money(24_000_000, "IDR") } });
	expect((await ctx.db.list(invoices)).map((row) => row.status).sort()).toEqual(["open", "void"]);
});

/** A plan that costs fifty million a year. */
async function dearPlan() {
	const code = `dear-${crypto.randomUUID().slice(0, 8)}`;
	const admin = await person("admin");
	const [enterprise] = await system().db.list(plans, { where: eq(plans.code, "enterprise") });
	if (!enterprise) return expect.fail();
	const { description, features, limits } = enterprise;
	const prices = [{ interval: "year" as const, price: money(50_000_000, "IDR") }];
	const terms = { highlighted: false, trialDays: 0, trialCredit: null, prices, limits, features };
	const plan = await createPlan(asSystem(admin), { code, name: code, description, ...terms });
	await changePlanState(asSystem(admin), plan.id, "hide");
	return code;
}

test("made by hand: with a coupon's worth of discount, days and a note; the tenant sees its invoice", async () => {
	const operator = await person("operator");
	const { ctx, owner } = await tenant();
	const body = { tenantId: ctx.tenantId, plan: "starter", interval: "year", billing: BILLING, note: "By telephone" };
	const made = await post(operator, "", { ...body, discount: 490_000, discountReason: "Year", bonusDays: 30 });
	expect(made.status).toBe(201);
	const { planChange } = (await made.json()) as { planChange: { id: string; invoice: { id: string } } };
	expect(planChange).toMatchObject({ status: "awaiting_payment", bonusDays: 30, total: money(1_110_000, "IDR") });
	expect((await request("GET", `/api/v1/invoices/${planChange.invoice.id}`, { as: owner })).status).toBe(200);
	const detail = await request("GET", `/api/v1/admin/plan-changes/${planChange.id}`, { as: operator });
	expect(await detail.json()).toMatchObject({
		requestedBy: operator.name,
		adjustments: { notes: [{ text: "By telephone", by: operator.name }] },
	});
	expect(await (await post(operator, "", { ...body, discount: 1 })).json()).toMatchObject({
		issues: [{ pointer: "/discountReason" }],
	});
});

test("approving and rejecting from the change; its timeline tells the whole story in order", async () => {
	const operator = await person("operator");
	const [good, bad] = [await waiting(), await waiting()];
	expect((await post(operator, `/${good.id}/approve`)).status).toBe(409);
	await pay(good);
	await pay(bad);
	const approved = (await (await post(operator, `/${good.id}/approve`)).json()) as {
		status: string;
		timeline: { action: string }[];
	};
	expect(approved.status).toBe("applied");
	const actions = approved.timeline.map((entry) => entry.action);
	expect(actions).toEqual(
		expect.arrayContaining(["plan_change.open", "invoice.open", "payment.submit", "payment.approve"]),
	);
	expect(actions.at(-1)).toBe("payment.approve");
	const rejected = await post(operator, `/${bad.id}/reject`, { reason: "Asked twice" });
	expect(await rejected.json()).toMatchObject({
		status: "rejected",
		invoice: { status: "void" },
		payments: [{ status: "failed" }],
	});
	expect((await post(operator, `/${bad.id}/reject`, { reason: "Asked twice" })).status).toBe(409);
});

test("notes of many at once are all kept", async () => {
	const it = await waiting();
	const operator = await person("operator");
	await Promise.all(Array.from({ length: 8 }, (_, i) => post(operator, `/${it.id}/notes`, { text: `note ${i}` })));
	const [change] = await it.ctx.db.list(planChanges);
	expect(change?.adjustments?.notes.map((note) => note.text).sort()).toEqual(
		Array.from({ length: 8 }, (_, i) => `note ${i}`),
	);
	await adjustPlanChange(asSystem(operator), it.id, sorry(1_000));
	expect((await it.ctx.db.list(planChanges))[0]?.adjustments?.notes).toHaveLength(8);
});

test("the list is filtered by state, kind, organisation and text; the counter tells what waits", async () => {
	const operator = await person("operator");
	const get = async (path: string) => (await request("GET", `/api/v1/admin/${path}`, { as: operator })).json();
	const before = (await get("command-center")) as { needsReview: { payments: number } };
	const it = await waiting();
	await pay(it);
	const after = (await get("command-center")) as { needsReview: { payments: number; total: number } };
	expect(after.needsReview.payments).toBeGreaterThan(before.needsReview.payments);
	const mine = `plan-changes?tenantId=${it.ctx.tenantId}`;
	expect(await get(`${mine}&status=awaiting_review&kind=first_purchase`)).toMatchObject({
		items: [{ id: it.id }],
		nextCursor: null,
	});
	expect(await get(`${mine}&status=applied`)).toMatchObject({ items: [] });
	expect(await get(`${mine}&search=${it.invoice.number}`)).toMatchObject({
		items: [{ tenant: { id: it.ctx.tenantId } }],
	});
});
