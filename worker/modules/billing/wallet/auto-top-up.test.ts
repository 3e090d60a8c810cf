import { expect, test, vi } from "vitest";
import { system, tenant } from "#tests/factories";
import { stripePeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { fundWallet } from "#tests/wallets";
import { DAY } from "#worker/kernel/time";
import { payments } from "../payments/tables";
import { checkBalance } from "./check-balance";
import { loadFunds } from "./load-funds";
import { updateWalletSettings } from "./manage-settings";
import { startTopUp } from "./start-top-up";

const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });

/** A tenant whose first top-up left a card that may be charged. */
async function withCard(amount: number) {
	const it = await tenant({}, Date.now());
	const payment = await startTopUp(it.ctx, { amount: rupiah(amount), provider: "stripe", save: true });
	stripePeer.pay(payment.providerOrderId ?? "");
	const arrived = async () => {
		await stripePeer.due(Date.now());
		await drainOutbox();
		expect((await loadFunds(it.ctx, "IDR")).wallet).toBe(amount);
	};
	await vi.waitFor(arrived, { timeout: 8000, interval: 50 });
	return it;
}

test("below the threshold the saved card fills the wallet to its target, once a day, however many ask", async () => {
	const { ctx } = await withCard(100_000);
	const auto = { autoTopUp: "target" as const, threshold: rupiah(80_000), amount: rupiah(300_000) };
	await updateWalletSettings(ctx, { lowBalance: null, provider: "stripe", ...auto });
	const check = (now: number) => checkBalance(system(now), ctx.tenantId);
	const walletNow = async () => (await loadFunds(ctx, "IDR")).wallet;

	await check(ctx.now);
	expect(await walletNow()).toBe(100_000);

	await fundWallet(ctx, -30_000);
	await Promise.all(Array.from({ length: 6 }, () => check(ctx.now)));
	expect(await walletNow()).toBe(300_000);
	expect((await ctx.db.list(payments)).map((payment) => payment.amount).sort()).toEqual([100_000, 230_000]);

	await fundWallet(ctx, -250_000);
	await check(ctx.now + DAY - 1);
	expect(await walletNow()).toBe(50_000);
	await check(ctx.now + DAY);
	expect(await walletNow()).toBe(300_000);
});
