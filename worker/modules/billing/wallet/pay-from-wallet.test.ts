import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, buyer, person } from "#tests/factories";
import { fundWallet, giveCredit } from "#tests/wallets";
import { invoices } from "../invoices/tables";
import { ledgerAccounts, ledgerEntries } from "../ledger/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { payments } from "../payments/tables";
import { subscriptions } from "../subscriptions/tables";
import { loadFunds } from "./load-funds";
import { payInvoiceFromWallet } from "./pay-from-wallet";
import { creditGrants } from "./tables";

const TOTAL = 165_390;

async function owing(wallet: number, credit = 0) {
	const it = await buyer();
	if (wallet > 0) await fundWallet(it.ctx, wallet);
	if (credit > 0) await giveCredit(it.ctx, credit);
	return { ...it, invoiceId: it.founded.invoice?.id ?? "inv_" };
}

type Owing = Awaited<ReturnType<typeof owing>>;
const worldOf = async ({ ctx }: Pick<Owing, "ctx">) => {
	const [funds, owed, made, subscription] = await Promise.all([
		loadFunds(ctx, "IDR"),
		ctx.db.list(invoices),
		ctx.db.list(payments),
		ctx.db.list(subscriptions),
	]);
	return {
		wallet: funds.wallet,
		promo: funds.promo,
		credit: funds.grants.reduce((sum, grant) => sum + grant.remaining, 0),
		invoice: owed.map((row) => row.status),
		payments: made.map((row) => row.status),
		subscription: subscription.map((row) => row.status),
	};
};
const PAID = { invoice: ["paid"], payments: ["succeeded"], subscription: ["active"] };
const OWED = { invoice: ["open"], payments: [], subscription: ["pending"] };

test("credit pays first, the wallet the rest; the subscription begins", async () => {
	const it = await owing(200_000, 65_390);

	const payment = await payInvoiceFromWallet(it.ctx, it.invoiceId);

	expect(payment).toMatchObject({
		status: "succeeded",
		provider: "wallet",
		amount: { amount: TOTAL },
		target: "invoice",
	});
	expect(await worldOf(it)).toEqual({ wallet: 100_000, promo: 0, credit: 0, ...PAID });
	const legs = await it.ctx.db.list(ledgerEntries, { where: eq(ledgerEntries.currency, "IDR") });
	expect(legs.filter((leg) => leg.accountCode === "wallet").map((leg) => leg.amount)).toContain(-100_000);
});

test("one rupiah too little: 402 that says so, and nothing changed", async () => {
	const it = await owing(TOTAL - 1);
	await expect(payInvoiceFromWallet(it.ctx, it.invoiceId)).rejects.toMatchObject({
		code: "insufficient_funds",
		detail: expect.stringContaining("IDR 1 more"),
	});
	expect(await worldOf(it)).toEqual({ wallet: TOTAL - 1, promo: 0, credit: 0, ...OWED });
});

test("ten payments of one invoice at once settle it once", async () => {
	const it = await owing(TOTAL * 12, 40_000);
	const results = await Promise.allSettled(
		Array.from({ length: 10 }, () => payInvoiceFromWallet(it.ctx, it.invoiceId)),
	);
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
	expect(await worldOf(it)).toEqual({ wallet: TOTAL * 11 + 40_000, promo: 0, credit: 0, ...PAID });
});

test("the balance is spent elsewhere at the same moment: one of the two goes through, whole", async () => {
	for (let round = 0; round < 4; round++) {
		const it = await owing(TOTAL);
		const [payment, elsewhere] = await Promise.allSettled([
			payInvoiceFromWallet(it.ctx, it.invoiceId),
			fundWallet(it.ctx, -1000),
		]);
		const world = await worldOf(it);
		if (payment.status === "fulfilled") {
			expect(elsewhere.status).toBe("rejected");
			expect(world).toEqual({ wallet: 0, promo: 0, credit: 0, ...PAID });
		} else {
			expect(payment.reason).toMatchObject({ code: "insufficient_funds" });
			expect(world).toEqual({ wallet: TOTAL - 1000, promo: 0, credit: 0, ...OWED });
		}
	}
});

test("a paid or void invoice is a conflict, also with an empty wallet; a foreign one is not found", async () => {
	const it = await owing(TOTAL);
	await payInvoiceFromWallet(it.ctx, it.invoiceId);
	await expect(payInvoiceFromWallet(it.ctx, it.invoiceId)).rejects.toMatchObject({ code: "conflict" });
	const voided = await owing(0);
	const { db } = voided.ctx;
	await db.batch([db.update(invoices, eq(invoices.id, voided.invoiceId), { status: "void" })]);
	await expect(payInvoiceFromWallet(voided.ctx, voided.invoiceId)).rejects.toMatchObject({ code: "conflict" });
	await expect(payInvoiceFromWallet(voided.ctx, it.invoiceId)).rejects.toMatchObject({ code: "not_found" });
});

test("not while a transfer is under review: it would be paid twice", async () => {
	const it = await owing(TOTAL);
	const input = { method: "bca", amount: { amount: TOTAL, currency: "IDR" as const }, reference: "TRX-1" };
	const transfer = await submitPayment(it.ctx, it.invoiceId, input);
	await expect(payInvoiceFromWallet(it.ctx, it.invoiceId)).rejects.toMatchObject({ code: "already_exists" });
	await approvePayment(asSystem(await person("operator")), transfer.id, {});
	expect(await worldOf(it)).toEqual({ wallet: TOTAL, promo: 0, credit: 0, ...PAID });
});

test("credit for another product or past its day is not spent", async () => {
	const it = await owing(0);
	await giveCredit(it.ctx, TOTAL, { productCode: "faas" });
	await giveCredit(it.ctx, TOTAL, { expiresAt: it.ctx.now });
	await expect(payInvoiceFromWallet(it.ctx, it.invoiceId)).rejects.toMatchObject({ code: "insufficient_funds" });
	const [account] = await it.ctx.db.list(ledgerAccounts, { where: eq(ledgerAccounts.code, "promo") });
	expect(account?.balance).toBe(TOTAL * 2);
	expect(await it.ctx.db.list(creditGrants)).toHaveLength(2);
});
