import { asc, eq, isNotNull } from "drizzle-orm";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asSystem, buyer, type Founded, person, system, tenant } from "#tests/factories";
import { drainOutbox, mailsTo, mailTo } from "#tests/mails";
import { fundWallet, giveCredit } from "#tests/wallets";
import { auditLogs, outbox } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import type { Place } from "#worker/kernel/walk";
import { approvePayment } from "../payments/review-payment";
import { subscriptions } from "../subscriptions/tables";
import { type Balance, checkOf } from "./balance-rules";
import { checkBalance } from "./check-balance";
import { checkBalances } from "./enqueue-checks";
import { updateWalletSettings } from "./manage-settings";
import { payInvoiceFromWallet } from "./pay-from-wallet";
import type { WalletSettings } from "./schemas";
import { startTopUp } from "./start-top-up";
import { walletSettings } from "./tables";

const NOW = Date.UTC(2026, 10, 20);
const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const OFF: WalletSettings = { lowBalance: null, autoTopUp: "off", threshold: null, amount: null, provider: null };
const rules = (over: Partial<NonNullable<Balance["rules"]>> = {}): NonNullable<Balance["rules"]> => ({
	...{ currency: "IDR", lowBalance: null, autoTopUp: "off", threshold: null, amount: null },
	...{ noticedAt: null, toppedUpAt: null },
	...over,
});
const balance = (over: Partial<Balance>): Balance => ({
	...{ rules: null, wallet: 0, credit: 0, renewalPrice: null, now: NOW },
	...over,
});
const target = rules({ autoTopUp: "target", threshold: 50_000, amount: 300_000 });
const added = rules({ autoTopUp: "threshold", threshold: 50_000, amount: 200_000 });
const low = rules({ lowBalance: 75_000 });

describe("what a balance calls for", () => {
	test.each<[string, Partial<Balance>, Partial<ReturnType<typeof checkOf>>]>([
		["nothing, where the wallet is not used", { renewalPrice: 99_000 }, { notice: null, topUp: null, rearm: false }],
		["a notice below the limit", { rules: low, wallet: 74_999 }, { notice: "low" }],
		["nothing at the limit", { rules: low, wallet: 75_000 }, { notice: null, rearm: false }],
		["no second notice", { rules: { ...low, noticedAt: NOW - 9 * DAY } }, { notice: null, rearm: false }],
		["to be heard of again", { rules: { ...low, noticedAt: 1 }, wallet: 75_000 }, { notice: null, rearm: true }],
		["a notice before a renewal", { wallet: 1, renewalPrice: 165_390 }, { notice: "renewal" }],
		["nothing where credit helps out", { wallet: 1, credit: 165_389, renewalPrice: 165_390 }, { notice: null }],
		["to be filled up", { rules: target, wallet: 49_999 }, { topUp: 250_001 }],
		["a fixed sum", { rules: added, wallet: 49_999 }, { topUp: 200_000 }],
		["nothing at the threshold", { rules: added, wallet: 50_000 }, { topUp: null }],
		["a rest of a day", { rules: { ...added, toppedUpAt: NOW - DAY + 1 } }, { topUp: null }],
		["the next one after a day", { rules: { ...added, toppedUpAt: NOW - DAY } }, { topUp: 200_000 }],
		["at least the smallest top-up", { rules: { ...target, threshold: 299_999 }, wallet: 299_998 }, { topUp: 10_000 }],
	])("%s", (_what, over, expected) => expect(checkOf(balance(over))).toMatchObject(expected));

	test("a top-up is always within its bounds, and a target is reached where they allow it", () => {
		const figures = { wallet: fc.nat(30_000_000), amount: fc.integer({ min: 1, max: 30_000_000 }) };
		fc.assert(
			fc.property(fc.record(figures), ({ wallet, amount }) => {
				const filled = rules({ autoTopUp: "target", threshold: amount, amount });
				const { topUp } = checkOf(balance({ rules: filled, wallet }));
				if (wallet >= amount) {
					expect(topUp).toBeNull();
					return;
				}
				expect(topUp).toBeGreaterThanOrEqual(10_000);
				expect(topUp).toBeLessThanOrEqual(10_000_000);
				if (amount - wallet >= 10_000 && amount - wallet <= 10_000_000) expect(wallet + (topUp ?? 0)).toBe(amount);
			}),
		);
	});
});

const notices = async (it: Founded) => {
	await drainOutbox();
	const mails = await mailsTo(it.owner.email);
	return mails.filter((mail) => mail.template === "wallet.low").map((mail) => mail.subject);
};

test("ten checks at once say once that the balance is low, and once more after it was above", async () => {
	const it = await tenant({}, Date.now());
	await updateWalletSettings(it.ctx, { ...OFF, lowBalance: rupiah(75_000) });
	const check = () => checkBalance(system(it.ctx.now), it.ctx.tenantId);
	await Promise.all(Array.from({ length: 10 }, check));
	expect(await notices(it)).toEqual(["Your balance is low"]);

	await fundWallet(it.ctx, 75_000);
	await check();
	await check();
	expect(await notices(it)).toHaveLength(1);

	await fundWallet(it.ctx, -1);
	await check();
	expect(await notices(it)).toHaveLength(2);
});

test("who has nothing to charge is reminded once a day, and never charged twice", async () => {
	const it = await tenant({}, Date.now());
	const auto = { autoTopUp: "threshold" as const, threshold: rupiah(50_000), amount: rupiah(200_000) };
	await updateWalletSettings(it.ctx, { ...OFF, ...auto, provider: "stripe" });
	await Promise.all(Array.from({ length: 5 }, () => checkBalance(system(it.ctx.now), it.ctx.tenantId)));
	expect(await notices(it)).toEqual(["Your wallet needs a top-up"]);
	await checkBalance(system(it.ctx.now + DAY - 1), it.ctx.tenantId);
	expect(await notices(it)).toHaveLength(1);
	await checkBalance(system(it.ctx.now + DAY), it.ctx.tenantId);
	expect(await notices(it)).toHaveLength(2);
	const attempts = await it.ctx.db.list(auditLogs, { where: eq(auditLogs.action, "wallet.auto_top_up") });
	expect(attempts).toHaveLength(2);
});

async function renewingInTwoDays(wallet: number, credit = 0) {
	const it = await buyer();
	await fundWallet(it.ctx, 165_390 + wallet);
	await payInvoiceFromWallet(it.ctx, it.founded.invoice?.id ?? "inv_");
	if (credit > 0) await giveCredit(it.ctx, credit);
	const subscription = await it.ctx.db.find(subscriptions, undefined);
	return { ...it, soon: (subscription?.nextBillingAt ?? 0) - 2 * DAY };
}

test("a renewal that the balance does not cover is announced by the daily cron, with what it costs", async () => {
	const it = await renewingInTwoDays(100_000);
	await checkBalances(system(it.soon));
	await checkBalances(system(it.soon));
	const events = await system().db.list(outbox, { where: eq(outbox.tenantId, it.ctx.tenantId) });
	expect(events.map((row) => (row.job as { type: string }).type)).toContain("wallet.check_due");
	await checkBalance(system(it.soon), it.ctx.tenantId);
	expect(await it.ctx.db.find(walletSettings, undefined)).toMatchObject({ noticedAt: it.soon, autoTopUp: "off" });
});

test("runs of a few wallets each meet them all, those with a rule first, then those that renew", async () => {
	const ruled = await Promise.all([tenant(), tenant(), tenant()]);
	for (const { ctx } of ruled) await updateWalletSettings(ctx, { ...OFF, lowBalance: rupiah(1000) });
	const renewing = await renewingInTwoDays(100_000);
	const ids = [...ruled, renewing].map(({ ctx }) => ctx.tenantId as string);
	const now = system(renewing.soon);
	const enqueued = async (most?: number) => {
		await now.db.batch([now.db.remove(outbox, isNotNull(outbox.id))]);
		let [from, handled, runs] = [null as Place | null, 0, 0];
		do {
			const run = await checkBalances(now, from, most);
			expect(run.handled).toBeLessThanOrEqual(most ?? Number.POSITIVE_INFINITY);
			from = run.rest;
			handled += run.handled;
			runs++;
		} while (from !== null);
		const jobs = await now.db.list(outbox, { orderBy: [asc(outbox.id)] });
		expect(jobs).toHaveLength(handled);
		return { runs, order: jobs.map(({ tenantId }) => tenantId as string) };
	};
	const whole = await enqueued();
	expect(whole.runs).toBe(1);
	expect(whole.order).toEqual(expect.arrayContaining(ids));
	for (const most of [1, 2, 3]) expect((await enqueued(most)).order.toSorted()).toEqual(whole.order.toSorted());
});

test.each([
	["covered by the wallet", 165_390, 0],
	["covered with credit", 100_000, 65_390],
	["of who has an empty wallet and pays by invoice", 0, 0],
])("a renewal %s is not announced", async (_what, wallet, credit) => {
	const it = await renewingInTwoDays(wallet, credit);
	await checkBalance(system(it.soon), it.ctx.tenantId);
	expect(await it.ctx.db.find(walletSettings, undefined)).toBeUndefined();
});

test("a top-up that a person approved is confirmed by mail", async () => {
	const it = await tenant();
	const input = { amount: rupiah(75_000), provider: "bca", reference: "TRX-1" };
	const payment = await startTopUp(it.ctx, input);
	await approvePayment(asSystem(await person("operator")), payment.id, {});
	const mail = await mailTo(it.owner.email, "payment.succeeded");
	expect(mail.subject).toBe("IDR 75,000 is in your wallet");
	expect(mail.text).toContain("Available now: IDR 75,000");
	expect(mail.text).toContain("We have received your top-up.");
});
