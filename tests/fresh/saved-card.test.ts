import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { buyer, request, system } from "#tests/factories";
import { stripePeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { MINUTE } from "#worker/kernel/time";
import { takeDunningStep } from "#worker/modules/billing/dunning/take-step";
import { invoices } from "#worker/modules/billing/invoices/tables";
import type { PaymentView } from "#worker/modules/billing/payments/schemas";
import { payments } from "#worker/modules/billing/payments/tables";
import { changePlan } from "#worker/modules/billing/plan-changes/change-plan";
import { planChanges } from "#worker/modules/billing/plan-changes/tables";
import { renewSubscription } from "#worker/modules/billing/subscriptions/renew-subscription";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";

/** A paying tenant whose card may be charged unattended. */
async function withCard(plan: "starter" | "growth") {
	const it = await buyer({ plan }, Date.now());
	const body = { method: "stripe", amount: it.founded.invoice?.total, save: true };
	const started = await request("POST", `/api/v1/invoices/${it.founded.invoice?.id}/payments`, { as: it.owner, body });
	const payment = (await started.json()) as PaymentView;
	stripePeer.pay(payment.providerOrderId ?? "");
	const subscription = await vi.waitFor(async () => {
		await stripePeer.due(Date.now() + 1000);
		await drainOutbox();
		const row = await it.ctx.db.find(subscriptions, eq(subscriptions.status, "active"));
		return row ?? expect.fail("not active yet");
	}, 8000);
	const at = (subscription.periodEnd ?? 0) + MINUTE;
	return { ...it, subscription, at, later: { ...it.ctx, now: at } };
}

test("a renewal on an empty wallet is paid by the saved card", async () => {
	const { ctx, subscription, at, later } = await withCard("starter");
	expect(await renewSubscription(later, subscription.id)).toBe("billed");
	expect(await takeDunningStep(system(at), ctx.tenantId, subscription.id)).not.toBeNull();

	const row = await ctx.db.find(subscriptions, eq(subscriptions.id, subscription.id));
	expect(row).toMatchObject({ status: "active", planCode: "starter", periodStart: subscription.periodEnd });
	expect(row?.nextDunningAt).toBeNull();
	expect((await ctx.db.list(invoices)).map(({ status }) => status)).toEqual(["paid", "paid"]);
});

test("of dunning steps that meet, one charges the card", async () => {
	const { ctx, subscription, at, later } = await withCard("starter");
	expect(await renewSubscription(later, subscription.id)).toBe("billed");
	const steps = await Promise.all([1, 2, 3].map(() => takeDunningStep(system(at), ctx.tenantId, subscription.id)));
	expect(steps.filter((step) => step !== null)).toHaveLength(1);

	const charged = (await ctx.db.list(payments)).filter(({ notes }) => notes?.includes("Visa"));
	expect(charged.map(({ status }) => status)).toEqual(["succeeded"]);
	expect((await ctx.db.list(invoices)).map(({ status }) => status)).toEqual(["paid", "paid"]);
});

test("a downgrade that was put off is what the renewal bills and the saved card pays", async () => {
	const { ctx, subscription, at, later } = await withCard("growth");
	const change = await changePlan(ctx, { plan: "starter", interval: "month", currency: "IDR" });
	expect(change).toMatchObject({ status: "quoted", timing: "period_end", invoice: null });
	expect(await ctx.db.find(subscriptions, eq(subscriptions.id, subscription.id))).toMatchObject({ planCode: "growth" });

	expect(await renewSubscription(later, subscription.id)).toBe("billed");
	const [bill] = await ctx.db.list(invoices, { where: eq(invoices.status, "open") });
	expect(bill).toMatchObject({ subtotal: 149_000, planChangeId: change.id, periodStart: subscription.periodEnd });
	expect(await takeDunningStep(system(at), ctx.tenantId, subscription.id)).not.toBeNull();

	const row = await ctx.db.find(subscriptions, eq(subscriptions.id, subscription.id));
	expect(row).toMatchObject({ status: "active", planCode: "starter", periodStart: subscription.periodEnd });
	expect((await ctx.db.list(planChanges)).map(({ status }) => status)).toEqual(["applied", "applied"]);
});
