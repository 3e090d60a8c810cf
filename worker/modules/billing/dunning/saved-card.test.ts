import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { buyer, request, system } from "#tests/factories";
import { stripePeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { fundWallet } from "#tests/wallets";
import { MINUTE } from "#worker/kernel/time";
import { invoices } from "../invoices/tables";
import type { PaymentView } from "../payments/schemas";
import { payments } from "../payments/tables";
import { changePlan } from "../plan-changes/change-plan";
import { planChanges } from "../plan-changes/tables";
import { renewSubscription } from "../subscriptions/renew-subscription";
import { subscriptions } from "../subscriptions/tables";
import { takeDunningStep } from "./take-step";

/** A paying tenant whose card may be charged unattended. */
async function withCard(plan: "starter" | "growth" = "starter") {
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

test("a renewal on an empty wallet is charged to the saved card at once, for one period", async () => {
	const { ctx, subscription, at, later } = await withCard();
	expect(await renewSubscription(later, subscription.id)).toBe("billed");
	const steps = await Promise.all([1, 2, 3].map(() => takeDunningStep(system(at), ctx.tenantId, subscription.id)));
	expect(steps.filter((step) => step !== null)).toHaveLength(1);

	const row = await ctx.db.find(subscriptions, eq(subscriptions.id, subscription.id));
	expect(row).toMatchObject({ status: "active", periodStart: subscription.periodEnd, nextDunningAt: null });
	const charged = (await ctx.db.list(payments)).filter(({ notes }) => notes?.includes("Visa"));
	expect(charged.map(({ status }) => status)).toEqual(["succeeded"]);
	expect((await ctx.db.list(invoices)).map(({ status }) => status)).toEqual(["paid", "paid"]);
});

test("a downgrade that was put off is what the renewal bills, and what is served once it is paid", async () => {
	const { ctx, subscription, at, later } = await withCard("growth");
	const change = await changePlan(ctx, { plan: "starter", interval: "month", currency: "IDR" });
	expect(change).toMatchObject({ status: "quoted", timing: "period_end", invoice: null });
	expect(await ctx.db.find(subscriptions, eq(subscriptions.id, subscription.id))).toMatchObject({ planCode: "growth" });

	expect(await renewSubscription(later, subscription.id)).toBe("billed");
	const [bill] = await ctx.db.list(invoices, { where: eq(invoices.status, "open") });
	expect(bill).toMatchObject({ subtotal: 149_000, planChangeId: change.id, periodStart: subscription.periodEnd });
	await takeDunningStep(system(at), ctx.tenantId, subscription.id);
	const row = await ctx.db.find(subscriptions, eq(subscriptions.id, subscription.id));
	expect(row).toMatchObject({ status: "active", planCode: "starter", periodStart: subscription.periodEnd });
	expect((await ctx.db.list(planChanges)).map(({ status }) => status)).toEqual(["applied", "applied"]);
});

test("the wallet comes before the card: nothing is charged that is there already", async () => {
	const { ctx, subscription, later } = await withCard();
	await fundWallet(ctx, 200_000);
	expect(await renewSubscription(later, subscription.id)).toBe("paid");
	expect((await ctx.db.list(payments)).map(({ provider }) => provider).sort()).toEqual(
		expect.arrayContaining(["stripe", "wallet"]),
	);
	expect((await ctx.db.list(payments)).filter(({ provider }) => provider === "stripe")).toHaveLength(1);
});
