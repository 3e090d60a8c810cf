import { expect, test } from "vitest";
import { BILLING, buyer, request, system, tenant } from "#tests/factories";
import { mailsTo, mailTo } from "#tests/mails";
import { type Id, newId } from "#worker/kernel/ids";
import { createCoupon } from "../coupons/manage-coupons";
import { CouponInput } from "../coupons/schemas";
import { invoices } from "../invoices/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { subscriptions } from "../subscriptions/tables";
import { cancelPlanChange } from "./cancel-plan-change";
import { changePlan } from "./change-plan";
import { planChanges } from "./tables";

const growth = { plan: "growth", interval: "year" as const, currency: "IDR" as const };
const billing = { ...BILLING, email: "pemilik@tokobunga.example" };

test("a trial turns into a paid plan when its invoice is paid, not before", async () => {
	const { owner, ctx, founded } = await tenant();
	const bought = await request("POST", "/api/v1/plan-changes", { as: owner, body: { ...growth, billing } });
	expect(bought.status).toBe(201);
	const change = (await bought.json()) as {
		id: string;
		invoice: { id: Id<"invoice"> };
		total: { amount: number; currency: "IDR" };
	};
	const before = await request("GET", "/api/v1/subscription", { as: owner });
	expect(await before.json()).toMatchObject({
		status: "trialing",
		plan: "free",
		openPlanChangeId: change.id,
		canPurchase: false,
	});

	const payment = await submitPayment(ctx, change.invoice.id, {
		method: "bca",
		amount: change.total,
		reference: "TRX",
	});
	await approvePayment(system(), payment.id as Id<"payment">, {});

	const after = await request("GET", "/api/v1/subscription", { as: owner });
	expect(await after.json()).toMatchObject({
		...{ id: founded.subscription.id, status: "active", plan: "growth", interval: "year" },
		limits: { users: 20 },
		...{ openPlanChangeId: null, canPurchase: false },
	});
	expect((await mailTo(billing.email, "payment.approved")).status).toBe("sent");
});

test("one purchase at a time: of ten at once one opens an invoice, and it can be given up for another", async () => {
	const { ctx } = await tenant();
	const results = await Promise.allSettled(Array.from({ length: 10 }, () => changePlan(ctx, { ...growth, billing })));
	const opened = results.filter((result) => result.status === "fulfilled");
	expect(opened).toHaveLength(1);
	expect(await ctx.db.list(invoices)).toHaveLength(1);

	const [change] = await ctx.db.list(planChanges);
	await cancelPlanChange(ctx, change?.id ?? "pch_");
	expect((await ctx.db.list(invoices)).map((row) => row.status)).toEqual(["void"]);
	const second = await changePlan(ctx, { ...growth, plan: "starter", interval: "month" });
	expect(second).toMatchObject({ plan: "starter", status: "awaiting_payment" });
});

test("a purchase under review cannot be given up, and a void invoice cannot be paid", async () => {
	const { ctx, founded } = await buyer();
	const amount = founded.invoice?.total ?? { amount: 0, currency: "IDR" as const };
	const pay = () =>
		submitPayment(ctx, founded.invoice?.id as Id<"invoice">, { method: "bca", amount, reference: "TRX" });
	const [change] = await ctx.db.list(planChanges);
	await pay();
	await expect(cancelPlanChange(ctx, change?.id ?? "pch_")).rejects.toMatchObject({ code: "conflict" });

	const other = await buyer();
	const [theirs] = await other.ctx.db.list(planChanges);
	await cancelPlanChange(other.ctx, theirs?.id ?? "pch_");
	const late = submitPayment(other.ctx, other.founded.invoice?.id as Id<"invoice">, {
		method: "bca",
		amount,
		reference: "TRX",
	});
	await expect(late).rejects.toMatchObject({ code: "conflict" });
});

test("paying and giving up at the same moment: one of them wins, whole", async () => {
	for (let round = 0; round < 5; round++) {
		const { ctx, founded } = await buyer();
		const amount = founded.invoice?.total ?? { amount: 0, currency: "IDR" as const };
		const [change] = await ctx.db.list(planChanges);
		const [paid, canceled] = await Promise.allSettled([
			submitPayment(ctx, founded.invoice?.id as Id<"invoice">, { method: "bca", amount, reference: "TRX" }),
			cancelPlanChange(ctx, change?.id ?? "pch_"),
		]);
		expect([paid.status, canceled.status].sort()).toEqual(["fulfilled", "rejected"]);
		const [invoice] = await ctx.db.list(invoices);
		expect(invoice?.status).toBe(paid.status === "fulfilled" ? "open" : "void");
	}
});

test("what is paid already is not bought again; a free plan is not bought at all", async () => {
	const { owner, ctx } = await tenant();
	const free = await request("POST", "/api/v1/plan-changes", { as: owner, body: { ...growth, plan: "free", billing } });
	expect(await free.json()).toMatchObject({ issues: [{ pointer: "/plan" }] });
	const without = await request("POST", "/api/v1/plan-changes", { as: owner, body: growth });
	expect(await without.json()).toMatchObject({ issues: [{ pointer: "/billing" }] });
	await ctx.db.batch([ctx.db.update(subscriptions, undefined, { status: "active", periodEnd: ctx.now + 1 })]);
	const again = await request("POST", "/api/v1/plan-changes", { as: owner, body: { ...growth, billing } });
	expect(again.status).toBe(409);
	expect(await ctx.db.list(planChanges)).toEqual([]);
});

test("a change that costs nothing is told by mail; one that was paid has its receipt instead", async () => {
	const code = `GRATIS-${newId("coupon").slice(-8)}`;
	await createCoupon(system(), CouponInput.parse({ code, name: "All of it", kind: "percent", value: 100 }));
	const { owner, ctx } = await tenant();
	await changePlan(ctx, { ...growth, billing, coupon: code });
	const told = await mailTo(owner.email, "plan_change.applied");
	expect(told.subject).toBe("Your plan is Growth now");

	const payer = await tenant();
	const change = await changePlan(payer.ctx, { ...growth, billing });
	const invoiceId = change.invoice?.id ?? expect.fail();
	const payment = await submitPayment(payer.ctx, invoiceId, { method: "bca", amount: change.total, reference: "TRX" });
	await approvePayment(system(), payment.id as Id<"payment">, {});
	await mailTo(billing.email, "payment.approved");
	expect((await mailsTo(payer.owner.email)).map(({ template }) => template)).not.toContain("plan_change.applied");
});
