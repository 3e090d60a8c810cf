import { notInArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { NO_LIMITS } from "#modules/catalog";
import { BILLING, buyer, type Founded, system, tenant } from "#tests/factories";
import { drainOutbox } from "#tests/mails";
import { subscriptionOf } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import { inTenant } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { outbox } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { entitlements } from "#worker/modules/catalog/tables";
import { changeTenantStatus } from "#worker/modules/tenants/change-status";
import { updateBillingDetails } from "../invoices/billing-details";
import { invoices } from "../invoices/tables";
import { chargeSaved } from "../payments/charge-saved";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { payments } from "../payments/tables";
import { changePlan } from "../plan-changes/change-plan";
import { planChanges } from "../plan-changes/tables";
import { savedMeans } from "../providers/tables";
import { checkBalance } from "../wallet/check-balance";
import { loadFunds } from "../wallet/load-funds";
import { readWalletSettings, updateWalletSettings } from "../wallet/manage-settings";
import { endClosed } from "./end-closed";
import { subscriptions } from "./tables";
import { advanceTrial } from "./trial-advance";

const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const close = (it: Founded) => changeTenantStatus(system(it.ctx.now), it.ctx.tenantId, "close", "The shop is sold");
const at = (it: Founded, now: number) => inTenant(system(now), system(now).db, it.ctx.tenantId);
const live = ({ ctx }: Founded) =>
	ctx.db.list(subscriptions, { where: notInArray(subscriptions.status, ["canceled", "expired"]) });

async function withCard(it: Founded) {
	const card = { provider: "stripe" as const, customer: "cus_x", means: newId("savedMeans"), label: "Visa •••• 4242" };
	await it.ctx.db.batch([it.ctx.db.insert(savedMeans, { id: newId("savedMeans"), ...card, createdAt: it.ctx.now })]);
	const auto = { autoTopUp: "target" as const, threshold: rupiah(80_000), amount: rupiah(300_000) };
	await updateWalletSettings(it.ctx, { lowBalance: rupiah(10_000), provider: "stripe", ...auto });
}

test("what a closed organisation had ends with its 30 days, once, however many hear of it", async () => {
	const it = await buyer({ plan: "growth" });
	const { id, total } = it.founded.invoice ?? expect.fail("no invoice");
	const payment = await submitPayment(it.ctx, id, { method: "bca", amount: total, reference: "TRX" });
	await approvePayment(system(), payment.id, {});
	await changePlan(it.ctx, { plan: "enterprise", interval: "month" });
	await fundWallet(it.ctx, 70_000);
	await withCard(it);
	await close(it);
	expect(await endClosed(it.ctx)).toBe(false);
	expect(await live(it)).toMatchObject([{ status: "active", planCode: "growth" }]);

	const end = it.ctx.now + 30 * DAY;
	await changeTenantStatus(system(end), it.ctx.tenantId, "finish_closing", null);
	const events = await system().db.list(outbox);
	expect(events.map(({ job }) => job)).toContainEqual(
		expect.objectContaining({ type: "tenant.closed", tenantId: it.ctx.tenantId }),
	);
	const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => endClosed(at(it, end))));
	expect(outcomes.filter((each) => each.status === "fulfilled" && each.value)).toHaveLength(1);
	expect(await endClosed(at(it, end))).toBe(false);

	expect(await live(it)).toEqual([]);
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "canceled", cancelReason: "organisation closed" });
	expect((await it.ctx.db.list(invoices)).map(({ status }) => status).sort()).toEqual(["paid", "void"]);
	expect((await it.ctx.db.list(planChanges)).map(({ status }) => status).sort()).toEqual(["applied", "canceled"]);
	expect(await it.ctx.db.find(entitlements, undefined)).toMatchObject({ limits: NO_LIMITS });
	expect(await it.ctx.db.list(savedMeans)).toMatchObject([{ removedAt: end }]);
	expect(await readWalletSettings(it.ctx)).toMatchObject({ autoTopUp: "off" });
	expect((await loadFunds(it.ctx, "IDR")).wallet).toBe(70_000);
	await drainOutbox();
});

test("what is owed when it closes is given up", async () => {
	const it = await buyer();
	const [invoice] = await it.ctx.db.list(invoices);
	await it.ctx.db.batch([it.ctx.db.update(invoices, undefined, { planChangeId: null })]);
	await close(it);
	await changeTenantStatus(system(), it.ctx.tenantId, "finish_closing", null);
	expect(await endClosed(it.ctx)).toBe(true);
	expect(await it.ctx.db.list(invoices)).toMatchObject([{ id: invoice?.id, status: "uncollectible" }]);
});

test("who is leaving is charged nothing unattended: neither by a rule nor for a period", async () => {
	const it = await tenant({ plan: "growth" });
	await withCard(it);
	await close(it);
	await checkBalance(system(), it.ctx.tenantId);
	const charge = { target: "wallet" as const, invoiceId: null, amount: rupiah(100_000) };
	expect(await chargeSaved(system(), it.ctx.tenantId, charge)).toBe("none");
	expect(await it.ctx.db.list(payments)).toEqual([]);
});

test("a trial of who is leaving ends with itself, though credit and wallet would pay for more", async () => {
	const it = await tenant({ plan: "growth" });
	const { id, trialEndsAt } = await subscriptionOf(it.ctx);
	await updateBillingDetails(it.ctx, BILLING as never);
	await fundWallet(it.ctx, 1_000_000);
	await close(it);
	expect(await advanceTrial(system(trialEndsAt ?? 0), it.ctx.tenantId, id)).toBe("cancel");
	expect(await it.ctx.db.list(invoices)).toEqual([]);
	expect((await loadFunds(it.ctx, "IDR")).wallet).toBe(1_000_000);
});
