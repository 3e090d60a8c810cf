import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, BILLING, buyer, type Founded, person, request, system } from "#tests/factories";
import { largeInvoice } from "#tests/large-invoice";
import { mailTo } from "#tests/mails";
import { fundWallet } from "#tests/wallets";
import type { SystemContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { creditNotes, invoices } from "../invoices/tables";
import { ledgerAccounts, ledgerEntries } from "../ledger/tables";
import { findDriftedAccounts } from "../ledger/verify-ledger";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { payments } from "../payments/tables";
import { settleTopUp } from "../settlement/settle-top-up";
import { walletHolds } from "../wallet/tables";
import { completeRefund } from "./complete-refund";
import { failRefund } from "./fail-refund";
import { requestRefund } from "./request-refund";
import { refunds } from "./tables";

const idr = (amount: number) => ({ amount, currency: "IDR" as const });
const TOTAL = 165_390;
const operator = async (): Promise<SystemContext> => asSystem(await person("operator"));

async function paid() {
	const billing = { ...BILLING, email: `${crypto.randomUUID()}@tokobunga.example` };
	const it = { ...(await buyer({ billing })), billing };
	const { id, total } = it.founded.invoice ?? expect.fail("no invoice");
	const payment = await submitPayment(it.ctx, id, { method: "bca", amount: total, reference: "TRX-1" });
	await approvePayment(system(), payment.id, {});
	return { ...it, paymentId: payment.id, invoiceId: id, total: total.amount };
}

async function toppedUp(amount: number) {
	const it = await buyer();
	const id = newId("payment");
	const status = "pending" as const;
	const row = { id, provider: "midtrans" as const, method: "midtrans", amount, currency: "IDR" as const, status };
	const rest = { target: "wallet" as const, reference: id, createdAt: it.ctx.now, updatedAt: it.ctx.now };
	await it.ctx.db.batch([it.ctx.db.insert(payments, { ...row, ...rest })]);
	const payment = (await it.ctx.db.find(payments, eq(payments.id, id))) ?? expect.fail("no payment");
	await settleTopUp(system(), payment, { by: "provider", says: "settlement", transactionId: "trx", channel: "qris" });
	return { ...it, paymentId: id };
}

const paymentOf = async ({ ctx }: Founded) => {
	const [payment] = await ctx.db.list(payments);
	return { status: payment?.status, refunded: payment?.refunded };
};
const balanceOf = async ({ ctx }: Founded, code: "wallet" | "held" | "receivable") =>
	(await ctx.db.find(ledgerAccounts, eq(ledgerAccounts.code, code)))?.balance ?? 0;

/** What this tenant's transfers have moved, by account. */
async function movedFor({ ctx }: Founded) {
	const entries = await ctx.db.list(ledgerEntries);
	const sums: Record<string, number> = {};
	for (const { accountCode, amount } of entries) sums[accountCode] = (sums[accountCode] ?? 0) + amount;
	return sums;
}

test("a refund by hand counts at once, waits for a person and is final with its credit note", async () => {
	const it = await paid();
	const ctx = await operator();

	const { refund } = await requestRefund(ctx, it.paymentId, { amount: idr(50_000), reason: "two days down" });
	expect(refund).toMatchObject({ status: "pending", way: "manual", creditNote: null });
	expect(await paymentOf(it)).toEqual({ status: "succeeded", refunded: 50_000 });
	expect(await it.ctx.db.list(creditNotes)).toEqual([]);

	const done = await completeRefund(ctx, refund?.id ?? "rfd_", { reference: "BANK-77" });
	expect(done).toMatchObject({ status: "succeeded", reference: "BANK-77" });
	expect(done.creditNote?.number).toMatch(/^CN-2026-\d{6}$/);
	expect(await paymentOf(it)).toEqual({ status: "partially_refunded", refunded: 50_000 });
	const [note] = await it.ctx.db.list(creditNotes);
	expect(note).toMatchObject({ subtotal: 45_045, tax: 4_955, total: 50_000, reason: "two days down" });
	expect(await movedFor(it)).toMatchObject({
		refunds: -45_045,
		tax: 16_390 - 4_955,
		"clearing:manual": -TOTAL + 50_000,
	});
	expect(await it.ctx.db.find(invoices, undefined)).toMatchObject({ status: "paid", credited: 50_000 });
	expect((await mailTo(it.billing.email, "refund.succeeded")).text).toContain("two days down");
});

test("parts add up to the whole: then the payment is refunded, and nothing is left to give back", async () => {
	const it = await paid();
	const ctx = await operator();
	for (const amount of [1, 60_000, 33_333, TOTAL - 93_334]) {
		await requestRefund(ctx, it.paymentId, { amount: idr(amount), reason: "part", way: "wallet" });
	}
	expect(await paymentOf(it)).toEqual({ status: "refunded", refunded: TOTAL });
	expect(await balanceOf(it, "wallet")).toBe(TOTAL);
	const notes = await it.ctx.db.list(creditNotes);
	expect(notes.reduce((sum, note) => sum + note.subtotal, 0)).toBe(149_000);
	expect(notes.reduce((sum, note) => sum + note.tax, 0)).toBe(16_390);
	const more = requestRefund(ctx, it.paymentId, { amount: idr(1), reason: "more", way: "wallet" });
	await expect(more).rejects.toMatchObject({ code: "conflict" });
});

test("many refunds at once never give back more than was paid, and each has its own credit note", async () => {
	const it = await paid();
	const ctx = await operator();
	const wish = { amount: idr(60_000), reason: "at once", way: "wallet" as const };
	const results = await Promise.allSettled(Array.from({ length: 8 }, () => requestRefund(ctx, it.paymentId, wish)));

	const done = results.filter((result) => result.status === "fulfilled").length;
	expect(done).toBeGreaterThan(0);
	expect(done).toBeLessThanOrEqual(2);
	expect(await balanceOf(it, "wallet")).toBe(done * 60_000);
	expect(await paymentOf(it)).toMatchObject({ refunded: done * 60_000 });
	expect(await it.ctx.db.list(creditNotes)).toHaveLength(done);
});

test("several refunds that become final at the same moment are reckoned one after another", async () => {
	const it = await paid();
	const ctx = await operator();
	const amounts = [40_001, 50_003, TOTAL - 90_004];
	const asked = [];
	for (const amount of amounts)
		asked.push(await requestRefund(ctx, it.paymentId, { amount: idr(amount), reason: "part" }));

	await Promise.all(
		asked.map(({ refund }) => completeRefund(ctx, refund?.id ?? "rfd_", { reference: `BANK-${refund?.id}` })),
	);

	expect(await paymentOf(it)).toEqual({ status: "refunded", refunded: TOTAL });
	const notes = await it.ctx.db.list(creditNotes);
	expect(notes.map(({ total }) => total).sort()).toEqual([...amounts].sort());
	expect(notes.reduce((sum, note) => sum + note.tax, 0)).toBe(16_390);
});

test("the reference of another refund is refused by its field, and nothing is final by it", async () => {
	const it = await paid();
	const ctx = await operator();
	const [first, second] = [
		await requestRefund(ctx, it.paymentId, { amount: idr(1_000), reason: "part" }),
		await requestRefund(ctx, it.paymentId, { amount: idr(2_000), reason: "part" }),
	];
	await completeRefund(ctx, first.refund?.id ?? "rfd_", { reference: "BANK-7" });
	const again = completeRefund(ctx, second.refund?.id ?? "rfd_", { reference: "BANK-7" });
	await expect(again).rejects.toMatchObject({ code: "already_exists", issues: [{ pointer: "/reference" }] });
	const done = await completeRefund(ctx, second.refund?.id ?? "rfd_", { reference: "BANK-8" });
	expect(done.status).toBe("succeeded");
});

test("confirming twice, or confirming and giving up at once, moves the money once or not at all", async () => {
	const it = await paid();
	const ctx = await operator();
	const { refund } = await requestRefund(ctx, it.paymentId, { amount: idr(10_000), reason: "part" });
	const id = refund?.id ?? "rfd_";
	const results = await Promise.allSettled([
		completeRefund(ctx, id, { reference: "BANK-1" }),
		completeRefund(ctx, id, { reference: "BANK-1" }),
		failRefund(ctx, id, { reason: "account closed" }),
	]);
	const [row] = await it.ctx.db.list(refunds);
	const notes = await it.ctx.db.list(creditNotes);
	if (row?.status === "succeeded") {
		expect(results[2]).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
		expect(notes).toHaveLength(1);
		expect(await paymentOf(it)).toEqual({ status: "partially_refunded", refunded: 10_000 });
	} else {
		expect(notes).toHaveLength(0);
		expect(await paymentOf(it)).toEqual({ status: "succeeded", refunded: 0 });
	}
});

test("a whole refund that ten people confirm at once is final once, and all get the same answer", async () => {
	const it = await paid();
	const ctx = await operator();
	const { refund } = await requestRefund(ctx, it.paymentId, { amount: idr(TOTAL), reason: "all of it" });
	const confirm = () => completeRefund(ctx, refund?.id ?? "rfd_", { reference: "BANK-9" });
	const answers = await Promise.all(Array.from({ length: 10 }, confirm));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(await paymentOf(it)).toEqual({ status: "refunded", refunded: TOTAL });
	expect(await it.ctx.db.list(creditNotes)).toHaveLength(1);
});

test("what failed can be given back again", async () => {
	const it = await paid();
	const ctx = await operator();
	const { refund } = await requestRefund(ctx, it.paymentId, { amount: idr(TOTAL), reason: "all of it" });
	await expect(requestRefund(ctx, it.paymentId, { amount: idr(1), reason: "more" })).rejects.toMatchObject({
		code: "validation_failed",
	});
	expect(await failRefund(ctx, refund?.id ?? "rfd_", { reason: "account closed" })).toMatchObject({
		status: "failed",
		failureReason: "account closed",
	});
	expect(await paymentOf(it)).toEqual({ status: "succeeded", refunded: 0 });
	await requestRefund(ctx, it.paymentId, { amount: idr(TOTAL), reason: "again", way: "wallet" });
	expect(await paymentOf(it)).toEqual({ status: "refunded", refunded: TOTAL });
});

test("a top-up's money is set aside while it is given back, and leaves the wallet when that is final", async () => {
	const it = await toppedUp(100_000);
	const ctx = await operator();
	const { refund } = await requestRefund(ctx, it.paymentId, { amount: idr(40_000), reason: "mistake", way: "manual" });
	expect([await balanceOf(it, "wallet"), await balanceOf(it, "held")]).toEqual([60_000, 40_000]);
	const tooMuch = requestRefund(ctx, it.paymentId, { amount: idr(60_001), reason: "mistake", way: "manual" });
	await expect(tooMuch).rejects.toMatchObject({ code: "validation_failed" });

	await completeRefund(ctx, refund?.id ?? "rfd_", { reference: "BANK-2" });
	expect([await balanceOf(it, "wallet"), await balanceOf(it, "held")]).toEqual([60_000, 0]);
	expect(await movedFor(it)).toMatchObject({ "clearing:midtrans": -100_000, "clearing:manual": 40_000 });
	expect(await it.ctx.db.find(walletHolds, undefined)).toMatchObject({ status: "finalised" });
	expect(await it.ctx.db.list(creditNotes)).toEqual([]);
	expect(await paymentOf(it)).toEqual({ status: "partially_refunded", refunded: 40_000 });
});

test("a top-up that was spent cannot be given back; one that could not be sent is the wallet's again", async () => {
	const it = await toppedUp(100_000);
	const ctx = await operator();
	const first = await requestRefund(ctx, it.paymentId, { amount: idr(70_000), reason: "mistake", way: "manual" });
	await failRefund(ctx, first.refund?.id ?? "rfd_", { reason: "no account" });
	expect([await balanceOf(it, "wallet"), await balanceOf(it, "held")]).toEqual([100_000, 0]);

	const other = await toppedUp(50_000);
	await fundWallet(other.ctx, -30_000);
	const spent = requestRefund(ctx, other.paymentId, { amount: idr(50_000), reason: "mistake", way: "manual" });
	await expect(spent).rejects.toMatchObject({ code: "insufficient_funds" });
	expect(await paymentOf(other)).toEqual({ status: "succeeded", refunded: 0 });
});

test.each([
	[{ amount: idr(10), way: "provider" as const }, "validation_failed", "/way"],
	[{ amount: { amount: 10, currency: "USD" as const } }, "currency_mismatch", "/amount/currency"],
	[{ amount: idr(0) }, "validation_failed", "/amount/amount"],
	[{ amount: idr(TOTAL + 1) }, "validation_failed", "/amount/amount"],
])("%o is refused: %s at %s", async (wish, code, pointer) => {
	const it = await paid();
	const attempt = requestRefund(await operator(), it.paymentId, { ...wish, reason: "no" });
	await expect(attempt).rejects.toMatchObject({ code, issues: [{ pointer }] });
	expect(await paymentOf(it)).toEqual({ status: "succeeded", refunded: 0 });
});

test("above the limit a second person agrees, over HTTP, and the refund is written once", async () => {
	const { ctx } = await buyer();
	const { id, total } = await largeInvoice({ ctx });
	const { id: paymentId } = await submitPayment(ctx, id, { method: "bca", amount: total, reference: "TRX-1" });
	await approvePayment(system(), paymentId, {});
	const [first, second] = [await person("operator"), await person("operator")];
	const body = { amount: idr(80_000_000), reason: "they leave", way: "manual" };
	const path = `/api/v1/admin/payments/${paymentId}/refunds`;
	const answer = await request("POST", path, { as: first, body });
	expect(answer.status).toBe(201);
	const { refund, approval } = (await answer.json()) as { refund: null; approval: { id: string } };
	expect(refund).toBeNull();
	expect(await ctx.db.list(refunds)).toEqual([]);
	const other = await request("POST", path, { as: first, body: { ...body, amount: idr(81_000_000) } });
	expect(other.status).toBe(409);
	const shown = async () => (await request("GET", `/api/v1/admin/payments/${paymentId}`, { as: second })).json();
	expect(await shown()).toMatchObject({ secondApproval: { id: approval.id, requestedBy: { id: first.id } } });

	const agree = () => request("POST", `/api/v1/admin/approvals/${approval.id}/approve`, { as: second });
	const agreed = await Promise.all([agree(), agree(), agree()]);
	expect(agreed.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect(await ctx.db.list(refunds)).toMatchObject([{ status: "pending", amount: 80_000_000 }]);
	expect(await shown()).toMatchObject({ secondApproval: null });
	const listed = await request("GET", `/api/v1/admin/refunds?status=pending&paymentId=${paymentId}`, { as: first });
	expect(((await listed.json()) as { items: unknown[] }).items).toHaveLength(1);
});

test("afterwards every balance is the sum of its entries", async () => {
	expect(await findDriftedAccounts(system())).toEqual([]);
});
