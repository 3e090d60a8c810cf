import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { BILLING, buyer, type Founded, memberOf, request, system, tenant } from "#tests/factories";
import { consume, mailsTo, mailTo } from "#tests/mails";
import { inTenant } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { longDate } from "#worker/kernel/long-date";
import { money } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import { type CHANGE_POLICIES, ChangePolicy } from "#worker/modules/catalog/schemas";
import { entitlements, planPrices, plans } from "#worker/modules/catalog/tables";
import { invoiceLines, invoices, pendingItems } from "../invoices/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { subscriptions } from "../subscriptions/tables";
import { cancelPlanChange } from "./cancel-plan-change";
import { changePlan } from "./change-plan";
import { expirePlanChanges } from "./expire-plan-changes";
import { readPlanChange } from "./read-plan-change";
import { planChanges } from "./tables";

const NOW = Date.UTC(2026, 10, 20, 3);

/** Pays the tenant's open invoice by transfer. */
async function pay({ ctx }: Founded, at = NOW) {
	const [invoice] = await ctx.db.list(invoices, { where: eq(invoices.status, "open") });
	if (!invoice) return expect.fail("nothing to pay");
	const amount = { amount: invoice.total, currency: invoice.currency };
	const payment = await submitPayment({ ...ctx, now: at }, invoice.id, { method: "bca", amount, reference: "TRX" });
	return approvePayment(system(at), payment.id, {});
}

/** A tenant whose paid period of Growth began at NOW. */
async function customer(plan = "growth", interval: "month" | "year" = "month") {
	const it = await buyer({ plan, interval }, NOW);
	await pay(it);
	return it;
}

const later = (it: Founded, at: number) => ({
	...inTenant(system(at), system(at).db, it.ctx.tenantId),
	actor: it.ctx.actor,
});
const current = async ({ ctx }: Founded) => (await ctx.db.list(subscriptions))[0] ?? expect.fail();

/** A plan of its own policy, so that the installation's stays as it is for everybody else. */
async function planWith(name: (typeof CHANGE_POLICIES)[number], amount: number, users = 50) {
	const { db, now } = system();
	const [growth] = await db.list(plans, { where: eq(plans.code, "growth") });
	if (!growth) return expect.fail();
	const id = `pln_${crypto.randomUUID()}` as const;
	const code = `p-${crypto.randomUUID().slice(0, 8)}`;
	const changePolicy = ChangePolicy.parse({ upgrade: name, downgrade: name, interval: name });
	const limits = { ...growth.limits, users };
	const times = { createdAt: now, updatedAt: now };
	await db.batch([
		db.insert(plans, {
			...growth,
			id,
			code,
			name: code,
			state: "hidden",
			position: 900,
			changePolicy,
			limits,
			...times,
		}),
		...(["month", "year"] as const).map((interval) =>
			db.insert(planPrices, {
				id: `prc_${crypto.randomUUID()}`,
				...{ planId: id, interval, currency: "IDR", amount: interval === "year" ? amount * 10 : amount },
			}),
		),
	]);
	return code;
}

test("an upgrade in the middle of the period: preview, invoice and payment agree; the period stays", async () => {
	const it = await customer("starter");
	const before = await current(it);
	const half = ((before.periodStart ?? 0) + (before.periodEnd ?? 0)) / 2;
	const change = await changePlan(later(it, half), { plan: "growth", interval: "month" });
	expect(change).toMatchObject({
		kind: "upgrade",
		timing: "same_period",
		fromPlan: "starter",
		status: "awaiting_payment",
	});
	const lines = await it.ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, change.invoice?.id ?? "inv_") });
	expect(lines.map((line) => line.amount)).toEqual([249_500, -74_500]);
	await pay(it, half + DAY);
	expect(await current(it)).toMatchObject({
		...{ planCode: "growth", status: "active", periodStart: before.periodStart, periodEnd: before.periodEnd },
	});
	const again = await changePlan(later(it, half + 2 * DAY), { plan: "enterprise", interval: "month" });
	expect(again.fromPlan).toBe("growth");
});

test("the preview of the active organisation is what is then invoiced", async () => {
	const it = await customer("starter");
	const body = { plan: "growth", interval: "year" };
	const preview = await request("POST", "/api/v1/plan-changes/preview", { as: it.owner, body });
	const quote = (await preview.json()) as { total: object; lines: { amount: object }[]; kind: string };
	expect(quote).toMatchObject({ kind: expect.stringMatching(/upgrade|downgrade/), timing: "new_period" });
	const made = await request("POST", "/api/v1/plan-changes", { as: it.owner, body });
	const change = (await made.json()) as { total: { amount: number }; invoice: { id: string } };
	const invoice = await request("GET", `/api/v1/invoices/${change.invoice.id}`, { as: it.owner });
	const shown = (await invoice.json()) as { total: { amount: number }; lines: { description: object }[] };
	expect(shown.lines.map((line) => line.description)).toHaveLength(quote.lines.length);
	expect(shown.total).toEqual(change.total);
});

test("somebody without an organisation, or with one but founding another, previews a first purchase", async () => {
	const it = await customer("starter");
	const body = { plan: "starter", interval: "month" };
	const own = await request("POST", "/api/v1/plan-changes/preview", { as: it.owner, body });
	expect(await own.json()).toMatchObject({ issues: [{ pointer: "/plan" }] });
	const another = { ...body, newOrganisation: true };
	const first = await request("POST", "/api/v1/plan-changes/preview", { as: it.owner, body: another });
	expect(await first.json()).toMatchObject({
		kind: "first_purchase",
		total: money(165_390, "IDR"),
		outcome: "invoice",
	});
});

test("a downgrade waits for the end of the period, and can be given up until then", async () => {
	const it = await customer("growth");
	const change = await changePlan(it.ctx, { plan: "starter", interval: "month" });
	const { periodEnd } = await current(it);
	expect(change).toMatchObject({ kind: "downgrade", status: "quoted", timing: "period_end", invoice: null });
	expect(Date.parse(change.effectiveAt ?? "")).toBe(periodEnd);
	const shown = await request("GET", "/api/v1/subscription", { as: it.owner });
	expect(await shown.json()).toMatchObject({ plan: "growth", canChange: false, scheduledChange: { plan: "starter" } });
	await cancelPlanChange(it.ctx, change.id as never);
	expect(await (await request("GET", "/api/v1/subscription", { as: it.owner })).json()).toMatchObject({
		...{ scheduledChange: null, canChange: true },
	});
});

test("the owner is told of a change at the period's end, once, and when it is taken back; not of what was never told", async () => {
	const it = await customer("growth");
	const change = await changePlan(it.ctx, { plan: "starter", interval: "month" });
	const told = await mailTo(it.owner.email, "plan_change.scheduled");
	expect(told.subject).toBe("Your plan becomes Starter with the next renewal");
	expect(told.text).toContain(longDate((await current(it)).periodEnd ?? 0, "en"));
	expect(told.text).toContain("149,000");
	const job = { v: 1, id: told.eventId, type: "plan_change.scheduled", tenantId: it.ctx.tenantId };
	await consume([{ ...job, planChangeId: change.id }]);
	await cancelPlanChange(it.ctx, change.id as never);
	const back = await mailTo(it.owner.email, "plan_change.unscheduled");
	expect(back.subject).toBe("You stay with Growth");
	const templates = (await mailsTo(it.owner.email)).map(({ template }) => template);
	expect(templates.filter((name) => name === "plan_change.scheduled")).toHaveLength(1);
	// The same event once more, under another id, after it was taken back: there is nothing to tell.
	await consume([{ ...job, id: newId("event"), planChangeId: change.id }]);
	expect(await mailsTo(it.owner.email)).toHaveLength(templates.length);
});

test("next invoice: the plan changes at once, the difference waits", async () => {
	const it = await customer("starter");
	const plan = await planWith("next_invoice", 500_000);
	const change = await changePlan(it.ctx, { plan, interval: "month" });
	expect(change).toMatchObject({ status: "applied", invoice: null, total: money(0, "IDR") });
	expect(await current(it)).toMatchObject({ planCode: plan, status: "active" });
	expect((await it.ctx.db.list(pendingItems)).map((item) => item.amount).sort()).toEqual([-149_000, 500_000]);
	expect((await it.ctx.db.list(entitlements))[0]).toMatchObject({ planCode: plan, limits: { users: 50 } });
});

test("a cheaper plan at once: no invoice, the credit waits, and it is not spent twice", async () => {
	const it = await customer("growth");
	const plan = await planWith("invoice_now", 100_000);
	const change = await changePlan(it.ctx, { plan, interval: "month" });
	expect(change).toMatchObject({ kind: "downgrade", status: "applied", invoice: null, credit: money(399_000, "IDR") });
	expect((await it.ctx.db.list(pendingItems)).map((item) => item.amount)).toEqual([-399_000]);
	const up = await changePlan(it.ctx, { plan: "growth", interval: "month" });
	const lines = await it.ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, up.invoice?.id ?? "inv_") });
	expect(lines.map((line) => line.amount)).toEqual([499_000, -100_000]);
});

test("a plan too small for who is there is refused by the name of its limit", async () => {
	const it = await customer("growth");
	const plan = await planWith("next_period", 100_000, 2);
	for (let i = 0; i < 2; i++) await memberOf(it.ctx, "member");
	await expect(changePlan(it.ctx, { plan, interval: "month" })).rejects.toMatchObject({
		issues: [{ pointer: "/plan", detail: expect.stringContaining("users") }],
	});
});

test("nothing changes while a period is unpaid, paused or about to end", async () => {
	const it = await customer("starter");
	for (const state of [{ status: "past_due" as const }, { status: "paused" as const }, { cancelAt: NOW + DAY }]) {
		const asIs = { status: "active" as const, cancelAt: null };
		await it.ctx.db.batch([it.ctx.db.update(subscriptions, undefined, { ...asIs, ...state })]);
		await expect(changePlan(it.ctx, { plan: "growth", interval: "month" })).rejects.toMatchObject({ code: "conflict" });
	}
});

test("what nobody pays within 14 days expires: the invoice is void, and another change can begin", async () => {
	const it = await tenant({ plan: "growth" }, NOW);
	const change = await changePlan(it.ctx, { plan: "growth", interval: "month", billing: BILLING });
	await expirePlanChanges(system(NOW + 14 * DAY - 1));
	expect((await readPlanChange(it.ctx, change.id as never)).status).toBe("awaiting_payment");
	for (let page = 0; page < 5; page++) if ((await expirePlanChanges(system(NOW + 14 * DAY))).handled === 0) break;
	expect(await readPlanChange(it.ctx, change.id as never)).toMatchObject({
		...{ status: "expired", invoice: { status: "void" } },
	});
	await changePlan(it.ctx, { plan: "starter", interval: "month" });
	expect((await it.ctx.db.list(planChanges)).map((row) => row.status).sort()).toEqual(["awaiting_payment", "expired"]);
});

test("after the end a new subscription is bought", async () => {
	const it = await customer("starter");
	await it.ctx.db.batch([it.ctx.db.update(subscriptions, undefined, { status: "canceled" })]);
	const change = await changePlan(it.ctx, { plan: "growth", interval: "month" });
	expect(change).toMatchObject({ kind: "first_purchase", status: "awaiting_payment" });
	await pay(it);
	expect((await it.ctx.db.list(subscriptions)).map((row) => row.status).sort()).toEqual(["active", "canceled"]);
});
