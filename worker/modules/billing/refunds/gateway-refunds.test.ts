import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, buyer, person, system } from "#tests/factories";
import { midtransPeer, stripePeer } from "#tests/gateways";
import type { Id } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { creditNotes } from "../invoices/tables";
import { ledgerEntries, transfers } from "../ledger/tables";
import { applyTruth, type PaymentRow } from "../payments/apply-truth";
import { payInvoice } from "../payments/pay-invoice";
import { enqueueDueSyncs, syncPayment } from "../payments/sync-payments";
import { payments } from "../payments/tables";
import type { Gateway, ProviderRefund } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { applyProviderRefund } from "./apply-provider-refund";
import { retryRefund } from "./ask-provider";
import { requestRefund } from "./request-refund";
import { refunds } from "./tables";

const idr = (amount: number) => ({ amount, currency: "IDR" as const });
const TOTAL = 165_390;
const now = () => system(Date.now());

/** A first invoice paid at a gateway, and its payment as we know it. */
async function paidAt(gateway: Gateway, channel = "qris") {
	const it = await buyer({}, Date.now());
	const { id: invoiceId, total } = it.founded.invoice ?? expect.fail("no invoice");
	const { id } = await payInvoice(it.ctx, invoiceId, { method: gateway, amount: total });
	if (gateway === "midtrans") midtransPeer.pay(id, channel);
	else stripePeer.pay((await rowOf(id)).providerReference ?? "");
	await hear(id);
	expect((await rowOf(id)).status).toBe("succeeded");
	return { ...it, id, by: asSystem(await person("operator"), Date.now()) };
}

async function rowOf(id: Id<"payment">): Promise<PaymentRow> {
	return (await system().db.find(payments, eq(payments.id, id))) ?? expect.fail("no payment");
}

function orderOf({ id, providerReference, providerTransactionId, amount, currency }: PaymentRow) {
	return {
		paymentId: id,
		reference: providerReference,
		transactionId: providerTransactionId,
		amount: { amount, currency },
	};
}

/** What the webhook's consumer and the sync do: ask for the truth, apply it. */
async function hear(id: Id<"payment">) {
	const payment = await rowOf(id);
	const gateway = await gatewayOf(now(), payment.provider as Gateway);
	return applyTruth(now(), payment, await gateway.verify(orderOf(payment)));
}

const booksOf = async ({ ctx, id }: Awaited<ReturnType<typeof paidAt>>) => {
	const [payment, asked, notes, moved] = await Promise.all([
		rowOf(id),
		ctx.db.list(refunds),
		ctx.db.list(creditNotes),
		ctx.db.list(transfers, { where: eq(transfers.kind, "refund") }),
	]);
	const { status, refunded } = payment;
	return { status, refunded, refunds: asked.map((row) => row.status), notes: notes.length, transfers: moved.length };
};

test("QRIS at Midtrans: agreed at once, final when the bank confirms, however often we hear it", async () => {
	const it = await paidAt("midtrans");
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(50_000), reason: "two days down" });
	expect(refund).toMatchObject({ status: "pending", way: "provider", creditNote: null });
	expect(await booksOf(it)).toMatchObject({ status: "succeeded", refunded: 50_000, notes: 0, transfers: 0 });
	await hear(it.id);
	expect((await booksOf(it)).refunds).toEqual(["pending"]);

	midtransPeer.confirmRefund(it.id);
	await Promise.all(Array.from({ length: 6 }, () => hear(it.id)));

	const final = { status: "partially_refunded", refunded: 50_000, refunds: ["succeeded"], notes: 1, transfers: 1 };
	expect(await booksOf(it)).toEqual(final);
	await hear(it.id);
	expect(await booksOf(it)).toEqual(final);
	const clearing = await it.ctx.db.list(ledgerEntries, { where: eq(ledgerEntries.accountCode, "clearing:midtrans") });
	expect(clearing.reduce((sum, entry) => sum + entry.amount, 0)).toBe(50_000 - TOTAL);
});

test("the bank's confirmation was lost: the sync asks while a refund waits, and once more a week after the money came", async () => {
	const it = await paidAt("midtrans");
	await requestRefund(it.by, it.id, { amount: idr(TOTAL), reason: "Never used" });
	const { nextSyncAt } = await rowOf(it.id);
	expect(nextSyncAt).toBeGreaterThan(Date.now());

	const later = system(nextSyncAt ?? 0);
	await enqueueDueSyncs(later);
	expect((await rowOf(it.id)).nextSyncAt).toBe(later.now + DAY);
	midtransPeer.confirmRefund(it.id);
	await syncPayment(later, it.id);
	expect(await booksOf(it)).toMatchObject({ refunds: ["succeeded"], status: "refunded" });

	await enqueueDueSyncs(system(later.now + DAY));
	const { settledAt, nextSyncAt: last } = await rowOf(it.id);
	expect(last).toBe((settledAt ?? 0) + 7 * DAY);
	await enqueueDueSyncs(system(last ?? 0));
	expect((await rowOf(it.id)).nextSyncAt).toBeNull();
});

test("Stripe: the whole payment is refunded at once", async () => {
	const it = await paidAt("stripe");
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(TOTAL), reason: "they leave" });
	if (refund?.status === "pending") await hear(it.id);
	expect(await booksOf(it)).toEqual({
		status: "refunded",
		refunded: TOTAL,
		refunds: ["succeeded"],
		notes: 1,
		transfers: 1,
	});
	await hear(it.id);
	expect((await booksOf(it)).transfers).toBe(1);
});

test("a virtual account cannot be refunded there: a person has to transfer it", async () => {
	const it = await paidAt("midtrans", "bca_va");
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(10_000), reason: "part" });
	expect(refund).toMatchObject({ status: "pending", way: "manual" });
});

test("a time-out after Midtrans did it leaves the refund asked for; asking again refunds nothing more", async () => {
	const it = await paidAt("midtrans");
	midtransPeer.misbehave({ kind: "drop_after", on: "refund" });
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(30_000), reason: "part" });
	expect(refund).toMatchObject({ status: "requested" });
	expect(refund?.failureReason).toBeTruthy();

	const again = await Promise.all([1, 2, 3].map(() => retryRefund(now(), refund?.id ?? "rfd_")));
	expect(new Set(again.map(({ status }) => status))).toEqual(new Set(["pending"]));
	midtransPeer.confirmRefund(it.id);
	await hear(it.id);
	expect(await booksOf(it)).toMatchObject({ refunded: 30_000, refunds: ["succeeded"], transfers: 1 });
	expect(truthOf(await verify(it.id))).toEqual([30_000]);
});

const verify = async (id: Id<"payment">) => {
	const payment = await rowOf(id);
	return (await gatewayOf(now(), payment.provider as Gateway)).verify(orderOf(payment));
};
const truthOf = ({ refunds }: { refunds: ProviderRefund[] }) => refunds.map(({ amount }) => amount.amount);

test("without an answer the job fails, so that the queue brings it again", async () => {
	const it = await paidAt("midtrans");
	midtransPeer.misbehave({ kind: "error_before", status: 503, on: "refund" });
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(5_000), reason: "part" });
	midtransPeer.misbehave({ kind: "error_before", status: 503, on: "refund" });
	await expect(retryRefund(now(), refund?.id ?? "rfd_")).rejects.toMatchObject({ code: "provider_unavailable" });
	expect(await retryRefund(now(), refund?.id ?? "rfd_")).toMatchObject({ status: "pending", failureReason: null });
});

test("a refusal is final, and the money counts as the payment's again", async () => {
	const it = await paidAt("midtrans");
	midtransPeer.misbehave({ kind: "no_balance" });
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(30_000), reason: "part" });
	expect(refund).toMatchObject({ status: "failed" });
	expect(await booksOf(it)).toMatchObject({ status: "succeeded", refunded: 0, notes: 0, transfers: 0 });
});

test("what was refunded in the provider's dashboard is written down once, with its credit note", async () => {
	const it = await paidAt("midtrans");
	const payment = await rowOf(it.id);
	const gateway = await gatewayOf(now(), "midtrans");
	await gateway.refund(orderOf(payment), { key: "dashboard-1", amount: idr(20_000), reason: "by hand" });
	await hear(it.id);
	expect(await booksOf(it)).toMatchObject({ status: "succeeded", refunded: 20_000, refunds: ["pending"], notes: 0 });

	midtransPeer.confirmRefund(it.id);
	await Promise.all(Array.from({ length: 5 }, () => hear(it.id)));
	expect(await booksOf(it)).toEqual({
		...{ status: "partially_refunded", refunded: 20_000 },
		...{ refunds: ["succeeded"], notes: 1, transfers: 1 },
	});
});

test("the same report many times at once is one refund; several reports are several", async () => {
	const it = await paidAt("midtrans");
	const payment = await rowOf(it.id);
	const report = (reference: string, amount: number) => ({ key: null, reference, amount: idr(amount), final: true });
	const storm = ["a", "a", "b", "a", "b", "c", "c"].map((name) =>
		applyProviderRefund(now(), payment, report(name, 40_000)).catch(() => false),
	);
	const written = (await Promise.all(storm)).filter(Boolean);
	for (const name of ["a", "b", "c"]) await applyProviderRefund(now(), payment, report(name, 40_000));

	expect(written.length).toBeLessThanOrEqual(3);
	expect(await booksOf(it)).toMatchObject({ refunded: 120_000, notes: 3, transfers: 3 });
	await expect(applyProviderRefund(now(), payment, report("d", 50_000))).rejects.toMatchObject({ code: "conflict" });
	expect(await booksOf(it)).toMatchObject({ refunded: 120_000, notes: 3 });
});
