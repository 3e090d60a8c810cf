import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { BILLING, system } from "#tests/factories";
import { drainOutbox, mailsTo } from "#tests/mails";
import { payByHand, subscriber, subscriptionOf } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import type { Id } from "#worker/kernel/ids";
import { newId } from "#worker/kernel/ids";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import { entitlements } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { submitPayment } from "../payments/submit-payment";
import { renewSubscription } from "../subscriptions/renew-subscription";
import { subscriptions } from "../subscriptions/tables";
import { dunningSteps } from "./tables";
import { takeDunningStep } from "./take-step";

const TOTAL = 165_390;

/** A tenant whose renewal was not paid at the end of its first period. */
async function owing() {
	const email = `${newId("mail")}@example.test`;
	const it = await subscriber({ billing: { ...BILLING, email } });
	await renewSubscription({ ...it.ctx, now: it.periodEnd }, it.subscriptionId);
	const step = (day: number) => takeDunningStep(system(it.periodEnd + day * DAY), it.ctx.tenantId, it.subscriptionId);
	const steps = async () => (await it.ctx.db.list(dunningSteps)).toSorted((a, b) => (a.step ?? 99) - (b.step ?? 99));
	const invoice = async () => (await it.ctx.db.list(invoices)).find((row) => row.periodStart === it.periodEnd);
	const tenant = () => it.ctx.db.find(tenants, undefined);
	return { ...it, email, step, steps, invoice, tenant };
}

const templates = async (email: string) => {
	await drainOutbox();
	return (await mailsTo(email)).map((mail) => mail.template).filter((name) => name.startsWith("dunning"));
};

test("notices on days 0, 3 and 7, suspension at the end of the grace, cancellation after 30 days", async () => {
	const it = await owing();
	expect(await it.step(0)).toBe("retry");
	expect(await it.step(0.1)).toBeNull();
	expect(await it.step(2.9)).toBeNull();
	expect(await it.step(3)).toBe("retry");
	expect(await it.step(7)).toBe("retry");
	expect(await it.step(7)).toBe("suspend");
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "suspended", suspendedAt: it.periodEnd + 7 * DAY });
	expect(await it.tenant()).toMatchObject({ status: "suspended", suspendedFor: "unpaid", statusReason: null });
	expect(await it.step(29)).toBeNull();
	expect(await it.step(30)).toBe("cancel");

	const rows = await it.ctx.db.list(subscriptions);
	expect(rows.find((row) => row.id === it.subscriptionId)).toMatchObject({
		status: "canceled",
		cancelReason: "unpaid",
	});
	expect(rows.find((row) => row.id !== it.subscriptionId)).toMatchObject({ status: "active", planCode: "free" });
	expect(await it.tenant()).toMatchObject({ status: "active", suspendedFor: null });
	expect(await it.invoice()).toMatchObject({ status: "uncollectible" });
	expect((await it.ctx.db.find(entitlements, undefined))?.planCode).toBe("free");
	expect((await it.steps()).map(({ step, action }) => [step, action])).toEqual([
		[0, "retry"],
		[1, "retry"],
		[2, "retry"],
		[3, "suspend"],
		[4, "cancel"],
	]);
	// Sent only now, when there is nothing left to be reminded of.
	expect((await templates(it.email)).toSorted()).toEqual(["dunning.canceled", "dunning.suspended"]);
	expect(await it.step(60)).toBeNull();
});

test("a reminder goes out for each try that collected nothing", async () => {
	const it = await owing();
	for (const day of [0, 3]) {
		await it.step(day);
		await drainOutbox();
	}
	expect(await templates(it.email)).toEqual(["dunning.reminder", "dunning.reminder"]);
});

test.each([0, 7, 30])("five consumers at once take the step of day %i once", async (day) => {
	const it = await owing();
	for (const earlier of [0, 3, 7, 7].filter((each) => each < day)) await it.step(earlier);
	if (day === 7) await it.step(7);
	const before = (await it.steps()).length;
	const taken = await Promise.all(Array.from({ length: 5 }, () => it.step(day)));
	expect(taken.filter(Boolean)).toHaveLength(1);
	expect(await it.steps()).toHaveLength(before + 1);
	const live = (await it.ctx.db.list(subscriptions)).filter((row) => row.status !== "canceled");
	expect(live).toHaveLength(1);
});

test("money that has come into the wallet meanwhile pays, and nobody is reminded", async () => {
	const it = await owing();
	await it.step(0);
	await drainOutbox();
	await fundWallet(it.ctx, TOTAL);
	expect(await it.step(3)).toBe("retry");
	expect((await it.steps()).map((row) => row.outcome)).toEqual(["nothing_to_charge", "paid_from_wallet"]);
	expect(await subscriptionOf(it.ctx)).toMatchObject({
		status: "active",
		periodStart: it.periodEnd,
		nextDunningAt: null,
	});
	expect(await templates(it.email)).toHaveLength(1);
	expect(await it.step(7)).toBeNull();
});

test("paying revives a suspended organisation for a period from that day", async () => {
	const it = await owing();
	for (const day of [0, 3, 7, 7]) await it.step(day);
	const paidAt = it.periodEnd + 12 * DAY;
	await payByHand(it.ctx, (await it.invoice())?.id as Id<"invoice">, paidAt);
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "active", periodStart: paidAt, dunningStep: 0 });
	expect(await it.tenant()).toMatchObject({ status: "active", suspendedFor: null, statusReason: null });
	expect(await it.step(30)).toBeNull();
});

test("while somebody looks for the money nothing is taken away", async () => {
	const it = await owing();
	for (const day of [0, 3]) await it.step(day);
	const invoice = await it.invoice();
	const amount = { amount: TOTAL, currency: "IDR" as const };
	const later = { ...it.ctx, now: it.periodEnd + 4 * DAY };
	await submitPayment(later, invoice?.id as Id<"invoice">, { method: "bca", amount, reference: "TRX" });
	expect(await it.step(7)).toBe("retry");
	expect(await it.step(7)).toBeNull();
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "past_due", nextDunningAt: it.periodEnd + 8 * DAY });
	expect((await it.steps()).at(-1)).toMatchObject({ action: "retry", outcome: "not_payable" });
});

test("one that died in the middle of a try is resumed after its lease, and the step is still one", async () => {
	const it = await owing();
	await it.step(0);
	const [first] = await it.steps();
	const lease = it.periodEnd + 15 * MINUTE;
	await it.ctx.db.batch([
		it.ctx.db.update(dunningSteps, eq(dunningSteps.id, first?.id ?? "dun_"), { outcome: "started" }),
		it.ctx.db.update(subscriptions, eq(subscriptions.id, it.subscriptionId), { nextDunningAt: lease }),
	]);
	const at = (now: number) => takeDunningStep(system(now), it.ctx.tenantId, it.subscriptionId);
	expect(await at(lease - 1)).toBeNull();
	const resumed = await Promise.all([at(lease), at(lease), at(lease)]);
	expect(resumed.filter(Boolean)).toHaveLength(1);
	expect(await it.steps()).toMatchObject([{ step: 0, outcome: "nothing_to_charge" }]);
	expect(await subscriptionOf(it.ctx)).toMatchObject({ dunningStep: 1, nextDunningAt: it.periodEnd + 3 * DAY });
	expect(await at(lease + HOUR)).toBeNull();
});
