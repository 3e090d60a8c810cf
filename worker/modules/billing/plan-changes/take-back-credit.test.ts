import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { BILLING, system, tenant } from "#tests/factories";
import { drainOutbox } from "#tests/mails";
import { ledgerAccounts } from "../ledger/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { creditGrants } from "../wallet/tables";
import { changePlan } from "./change-plan";
import { takeBackCredit } from "./take-back-credit";

test("what a trial gave and nobody used is taken back when the plan is paid, not before, and once", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	const promo = async () =>
		(await ctx.db.list(ledgerAccounts, { where: eq(ledgerAccounts.code, "promo") }))[0]?.balance;
	expect(await promo()).toBe(100_000);
	const change = await changePlan(ctx, { plan: "growth", interval: "month", billing: BILLING });
	expect(await takeBackCredit(ctx, change.id as never)).toBe(0);
	const amount = { amount: change.total.amount, currency: "IDR" as const };
	const payment = await submitPayment(ctx, change.invoice?.id ?? "inv_", { method: "bca", amount, reference: "TRX" });
	await approvePayment(system(), payment.id, {});
	await vi.waitFor(
		async () => {
			await drainOutbox();
			expect(await promo()).toBe(0);
		},
		{ timeout: 8000, interval: 100 },
	);
	expect(await takeBackCredit(ctx, change.id as never)).toBe(0);
	expect((await ctx.db.list(creditGrants)).map((grant) => grant.remaining)).toEqual([0]);
});
