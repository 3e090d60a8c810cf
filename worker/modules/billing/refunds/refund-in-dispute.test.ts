import { eq } from "drizzle-orm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { asSystem, buyer, person, system } from "#tests/factories";
import { midtransPeer, stripePeer } from "#tests/gateways";
import type { Id } from "#worker/kernel/ids";
import { HOUR } from "#worker/kernel/time";
import { creditNotes } from "../invoices/tables";
import { ledgerEntries } from "../ledger/tables";
import { applyTruth, type PaymentRow } from "../payments/apply-truth";
import { payInvoice } from "../payments/pay-invoice";
import { syncPayment } from "../payments/sync-payments";
import { payments } from "../payments/tables";
import type { Gateway, ProviderRefund, ProviderTruth } from "../providers/provider";
import { askAbout } from "../reconciliation/ask-providers";
import { remedyDifference } from "../reconciliation/settle-difference";
import { differences } from "../reconciliation/tables";
import { requestRefund } from "./request-refund";
import { refunds } from "./tables";

const idr = (amount: number) => ({ amount, currency: "IDR" as const });
const TOTAL = 165_390;
const now = () => system(Date.now());
const rowOf = async (id: Id<"payment">): Promise<PaymentRow> =>
	(await system().db.find(payments, eq(payments.id, id))) ?? expect.fail("no payment");

async function paidAt(gateway: Gateway) {
	const it = await buyer({}, Date.now());
	const { id: invoiceId, total } = it.founded.invoice ?? expect.fail("no invoice");
	const { id } = await payInvoice(it.ctx, invoiceId, { method: gateway, amount: total });
	if (gateway === "midtrans") {
		midtransPeer.pay(id, "credit_card");
		midtransPeer.settle(id);
	} else stripePeer.pay((await rowOf(id)).providerReference ?? "");
	await syncPayment(now(), id);
	expect((await rowOf(id)).status).toBe("succeeded");
	return { ...it, id, by: asSystem(await person("operator"), Date.now()) };
}
type Paid = Awaited<ReturnType<typeof paidAt>>;

/** What the ledger says: at the gateway, and with the bank while it is in dispute. */
async function booksOf({ ctx, id }: Paid) {
	const [payment, all, notes, entries] = await Promise.all([
		rowOf(id),
		ctx.db.list(refunds),
		ctx.db.list(creditNotes),
		ctx.db.list(ledgerEntries),
	]);
	const sumOf = (name: string) =>
		entries.reduce((sum, { accountCode, amount }) => (accountCode.startsWith(name) ? sum - amount : sum), 0);
	const { status, refunded } = payment;
	const final = all.filter((one) => one.status === "succeeded").length;
	return { status, refunded, final, notes: notes.length, there: sumOf("clearing"), bank: sumOf("disputes") };
}

test("a refund that was asked for before the dispute is confirmed during it: booked once, still disputed, kept when won", async () => {
	const it = await paidAt("stripe");
	const { refund } = await requestRefund(it.by, it.id, { amount: idr(40_000), reason: "two days down" });
	expect(refund).toMatchObject({ way: "provider" });
	const intent = (await rowOf(it.id)).providerTransactionId ?? "";
	stripePeer.dispute(intent, 100_000 * 100);
	await Promise.all([1, 2, 3].map(() => syncPayment(now(), it.id)));
	const open = { status: "disputed", refunded: 40_000, final: 1, notes: 1, there: TOTAL - 140_000, bank: 100_000 };
	expect(await booksOf(it)).toEqual(open);
	await expect(requestRefund(it.by, it.id, { amount: idr(1), reason: "more" })).rejects.toMatchObject({
		code: "conflict",
	});
	stripePeer.closeDispute(intent, true);
	await Promise.all([1, 2, 3].map(() => syncPayment(now(), it.id)));
	expect(await booksOf(it)).toEqual({ ...open, status: "partially_refunded", there: TOTAL - 40_000, bank: 0 });
});

test("reconciliation's remedy for a refund that was made at the provider during a dispute works", async () => {
	const it = await paidAt("midtrans");
	const gateway = { key: "dashboard", reference: "77", amount: idr(60_000), final: true };
	// The refund came first; its notification was lost, and a part was charged back after it.
	const tx = midtransPeer.books.orders.get(it.id)?.attempts.at(-1) ?? expect.fail("no transaction");
	const confirmed = { refund_chargeback_id: 77, created_at: Date.now(), reason: "", bank_confirmed_at: Date.now() };
	midtransPeer.chargeback(it.id, 50_000);
	await syncPayment(now(), it.id);
	expect(await booksOf(it)).toMatchObject({ status: "disputed", bank: 50_000, refunded: 0 });
	tx.refunds.push({ ...confirmed, refund_amount: gateway.amount.amount, refund_key: gateway.key });

	const later = system(Date.now() + HOUR);
	await askAbout(later, it.id);
	const [difference] = await later.db.list(differences, { where: eq(differences.subjectId, it.id) });
	expect(difference).toMatchObject({ kind: "provider_refunded_more", remedy: "sync_payment", resolvedAt: null });
	const settled = await remedyDifference(
		{ ...it.by, now: later.now + 1 },
		difference?.id ?? expect.fail("no difference"),
	);
	expect(settled.resolvedAt).not.toBeNull();
	const booked = { status: "disputed", refunded: 60_000, final: 1, notes: 1, there: TOTAL - 110_000, bank: 50_000 };
	expect(await booksOf(it)).toEqual(booked);
});

test("all was disputed, and then we hear that a part had been refunded before: the bank has only the rest", async () => {
	const it = await paidAt("stripe");
	const truth = truthOf({ disputed: TOTAL, refunds: [] });
	await hear(it, truth);
	expect(await booksOf(it)).toMatchObject({ status: "disputed", bank: TOTAL, there: 0 });
	const refund = { key: null, reference: "re_1", amount: idr(30_000), final: true };
	await Promise.all([1, 2, 3, 4].map(() => hear(it, { ...truth, refunds: [refund] })));
	expect(await booksOf(it)).toEqual({
		...{ status: "disputed", refunded: 30_000, final: 1, notes: 1 },
		...{ there: 0, bank: TOTAL - 30_000 },
	});
});

test("all of it was refunded, then disputed, then won: nothing of it is here", async () => {
	const it = await paidAt("stripe");
	const refunded = [{ key: null, reference: "re_1", amount: idr(TOTAL), final: true }];
	await hear(it, truthOf({ disputed: 0, refunds: refunded }));
	expect(await booksOf(it)).toMatchObject({ status: "refunded", there: 0 });
	await hear(it, truthOf({ disputed: TOTAL, refunds: refunded }));
	expect(await booksOf(it)).toMatchObject({ status: "disputed", there: 0, bank: 0 });
	await hear(it, truthOf({ disputed: 0, refunds: refunded }));
	expect(await booksOf(it)).toMatchObject({ status: "refunded", there: 0, bank: 0 });
});

type World = { disputed: number; refunds: ProviderRefund[] };
const truthOf = ({ disputed, refunds }: World): ProviderTruth => ({
	...{ state: disputed > 0 ? "disputed" : "paid", amount: idr(TOTAL), transactionId: "pi_1", channel: "card" },
	...{ paidAt: 1, refunds, disputed: disputed > 0 ? idr(disputed) : null, says: "told", saved: null },
});
const hear = async (it: Paid, truth: ProviderTruth) => applyTruth(now(), await rowOf(it.id), truth);

const part = fc.integer({ min: 1, max: TOTAL });
const step = fc.oneof(
	fc.record({ do: fc.constant("refund" as const), amount: part }),
	fc.record({ do: fc.constant("dispute" as const), amount: part }),
	fc.record({ do: fc.constantFrom("confirm" as const, "win" as const, "hear" as const, "race" as const) }),
);

/** What happens at the provider. What was refunded and what the bank has are never more than was paid. */
function happen(world: World, what: typeof step extends fc.Arbitrary<infer S> ? S : never): World {
	const refunded = world.refunds.reduce((sum, { amount }) => sum + amount.amount, 0);
	if (what.do === "dispute") return { ...world, disputed: Math.max(world.disputed, what.amount) };
	if (what.do === "win") return { ...world, disputed: 0 };
	if (what.do === "confirm") return { ...world, refunds: world.refunds.map((refund) => ({ ...refund, final: true })) };
	if (what.do !== "refund" || refunded + what.amount > TOTAL) return world;
	const refund = { key: null, reference: `re_${world.refunds.length}`, amount: idr(what.amount), final: false };
	return { ...world, refunds: [...world.refunds, refund] };
}

test("refunds, disputes and their ends in any order, heard or not: each is booked once and the sums are the bank's", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
			const it = await paidAt("stripe");
			let world: World = { disputed: 0, refunds: [] };
			for (const what of steps) {
				world = happen(world, what);
				const listeners = what.do === "race" ? 3 : Number(what.do === "hear");
				await Promise.all(Array.from({ length: listeners }, () => hear(it, truthOf(world))));
			}
			await hear(it, truthOf(world));
			await hear(it, truthOf(world));
			const sum = (some: ProviderRefund[]) => some.reduce((total, { amount }) => total + amount.amount, 0);
			const [refunded, final] = [sum(world.refunds), world.refunds.filter((one) => one.final)];
			const bank = Math.min(world.disputed, TOTAL - refunded);
			const books = await booksOf(it);
			expect(books).toMatchObject({ refunded, final: final.length, notes: final.length, bank });
			expect(books.there).toBe(TOTAL - sum(final) - bank);
			const ended = sum(final) === TOTAL ? "refunded" : "partially_refunded";
			expect(books.status).toBe(world.disputed > 0 ? "disputed" : sum(final) === 0 ? "succeeded" : ended);
		}),
		{ numRuns: 15 },
	);
}, 60_000);
