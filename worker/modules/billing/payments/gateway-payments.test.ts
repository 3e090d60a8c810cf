import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { BILLING, buyer, type Founded, request, system } from "#tests/factories";
import { midtransPeer, stripePeer } from "#tests/gateways";
import { drainOutbox, mailTo } from "#tests/mails";
import { type Id, newId } from "#worker/kernel/ids";
import { DAY, MINUTE } from "#worker/kernel/time";
import { listDunning } from "../dunning/read-dunning";
import { DunningQuery } from "../dunning/schemas";
import { takeDunningStep } from "../dunning/take-step";
import { inbox } from "../inbox/tables";
import { invoices } from "../invoices/tables";
import { ledgerAccounts, transfers } from "../ledger/tables";
import { expirePlanChanges } from "../plan-changes/expire-plan-changes";
import { subscriptions } from "../subscriptions/tables";
import { applyTruth } from "./apply-truth";
import { ASKED_AGAIN_AFTER } from "./rules";
import type { PaymentView } from "./schemas";
import { enqueueDueSyncs, syncPayment } from "./sync-payments";
import { payments } from "./tables";

type Shop = Founded & { email: string; invoiceId: Id<"invoice">; total: { amount: number; currency: "IDR" } };

async function shop(): Promise<Shop> {
	const email = `${newId("request")}@example.test`;
	const founded = await buyer({ billing: { ...BILLING, email } }, Date.now());
	const invoice = founded.founded.invoice;
	if (!invoice) throw new Error("a buyer owes an invoice");
	return { ...founded, email, invoiceId: invoice.id as Id<"invoice">, total: invoice.total as Shop["total"] };
}

async function checkout(by: Shop, method: "midtrans" | "stripe" = "midtrans"): Promise<PaymentView> {
	const body = { method, amount: by.total };
	const response = await request("POST", `/api/v1/invoices/${by.invoiceId}/payments`, { as: by.owner, body });
	expect(response.status).toBe(201);
	return (await response.json()) as PaymentView;
}

const read = async (by: Shop, id: string) =>
	(await (await request("GET", `/api/v1/payments/${id}`, { as: by.owner })).json()) as PaymentView;
const walletOf = async (by: Shop) =>
	(await by.ctx.db.find(ledgerAccounts, eq(ledgerAccounts.code, "wallet")))?.balance ?? 0;
const settlements = (by: Shop) => by.ctx.db.list(transfers);

/** The notifications arrive, and the queue handles what they left. */
async function arrive(minutes = 0) {
	await midtransPeer.due(Date.now() + minutes * MINUTE);
	await stripePeer.due(Date.now() + minutes * MINUTE);
	await drainOutbox();
}

/** What a request leaves may be with the queue already: it comes within a second or two. */
const becomes = (by: Shop, id: string, status: PaymentView["status"]) =>
	vi.waitFor(
		async () => {
			await arrive();
			const payment = await read(by, id);
			expect(payment.status).toBe(status);
			return payment;
		},
		{ timeout: 8000, interval: 50 },
	);

test("an invoice is paid by QRIS at Midtrans: the notification activates everything once", async () => {
	const it = await shop();
	const payment = await checkout(it);
	expect(payment).toMatchObject({ status: "pending", provider: "midtrans", providerOrderId: payment.id });
	expect(payment.checkoutUrl).toContain("/snap/v3/redirection/");

	midtransPeer.pay(payment.id, "qris");
	expect(await becomes(it, payment.id, "succeeded")).toMatchObject({ channel: "qris", checkoutUrl: null });
	expect(await it.ctx.db.find(subscriptions, undefined)).toMatchObject({ status: "active", planCode: "starter" });
	expect(await settlements(it)).toHaveLength(1);
	const receipt = await mailTo(it.email, "payment.succeeded");
	expect(receipt.subject).toContain("INV-");
});

test("asking to pay again gives the checkout that is still open", async () => {
	const it = await shop();
	const [first, second] = [await checkout(it), await checkout(it)];
	expect(second.id).toBe(first.id);
	expect((await checkout(it, "stripe")).id).not.toBe(first.id);
});

test("a storm of the same notification is answered 200 each time and changes nothing more", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pay(payment.id, "bca_va");
	await becomes(it, payment.id, "succeeded");
	const sent = midtransPeer.notifications.filter(({ body }) => body.includes(payment.id));
	const storm = Array.from({ length: 10 }, () => sent).flat();
	const answers = await Promise.all(
		storm.map(({ body }) => request("POST", "/api/v1/webhooks/midtrans", { body }).then(({ status }) => status)),
	);
	expect(new Set(answers)).toEqual(new Set([200]));
	const stored = await vi.waitFor(async () => {
		await arrive();
		const events = await system().db.list(inbox, { where: eq(inbox.orderId, payment.id) });
		expect(events.map(({ status }) => status)).not.toContain("received");
		return events;
	}, 8000);
	expect(stored).toHaveLength(sent.length);
	expect(stored.map(({ deliveries }) => deliveries)).toEqual(sent.map(() => 11));
	expect(await it.ctx.db.list(transfers)).toHaveLength(1);
});

test("a settlement that arrives before its pending is not undone by it", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.misbehave({ kind: "reorder_notifications" });
	midtransPeer.pick(payment.id, "bni_va");
	midtransPeer.pay(payment.id, "bni_va");
	await becomes(it, payment.id, "succeeded");
});

test("a card that is denied and then accepted is paid; the first word does not close the order", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.card(payment.id, "bank_deny");
	expect(await becomes(it, payment.id, "failed")).toMatchObject({ failureReason: expect.stringContaining("deny") });
	midtransPeer.card(payment.id, "accept");
	await becomes(it, payment.id, "succeeded");
});

test("what a webhook never said is found by the sync, also by two runs at once", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.misbehave({ kind: "lose_notification" }, { kind: "lose_notification" });
	midtransPeer.pay(payment.id, "bca_va");
	await becomes(it, payment.id, "pending");
	const later = Date.now() + 6 * MINUTE;
	await Promise.all([enqueueDueSyncs(system(later)), enqueueDueSyncs(system(later))]);
	await becomes(it, payment.id, "succeeded");
	expect(await settlements(it)).toHaveLength(1);
});

test.each(["first", "last"] as const)(
	"what only one notification says of money that came, and it was lost: the sync of a %s time finds it",
	async (time) => {
		const it = await shop();
		const payment = await checkout(it);
		midtransPeer.pay(payment.id, time === "first" ? "permata_va" : "credit_card");
		await becomes(it, payment.id, "succeeded");
		const row = await it.ctx.db.find(payments, eq(payments.id, payment.id as Id<"payment">));
		const settledAt = row?.settledAt ?? expect.fail("not settled");
		const lose = (act: (orderId: string) => void) => {
			midtransPeer.misbehave({ kind: "lose_notification" });
			act(payment.id);
		};
		if (time === "last") await enqueueDueSyncs(system(settledAt + ASKED_AGAIN_AFTER.first));
		await drainOutbox();
		if (time === "first") lose(midtransPeer.reverse);
		else for (const act of [midtransPeer.settle, midtransPeer.chargeback]) lose(act);
		const due = settledAt + ASKED_AGAIN_AFTER[time];
		await enqueueDueSyncs(system(due - 1));
		await becomes(it, payment.id, "succeeded");
		await enqueueDueSyncs(system(due));
		await becomes(it, payment.id, time === "first" ? "failed" : "disputed");
	},
);

test("another means is picked, the first attempt is canceled, and nobody says that the second was paid: the sync does", async () => {
	const it = await shop();
	const payment = await checkout(it);
	const id = payment.id as Id<"payment">;
	const first = midtransPeer.pick(payment.id, "bca_va");
	midtransPeer.misbehave(...Array.from({ length: 3 }, () => ({ kind: "lose_notification" as const })));
	midtransPeer.pick(payment.id, "qris");
	const canceled = {
		state: "canceled" as const,
		amount: null,
		transactionId: first.id,
		channel: "bca_va",
		paidAt: null,
	};
	const row = (await it.ctx.db.find(payments, eq(payments.id, id))) ?? expect.fail("no payment");
	await applyTruth(system(), row, { ...canceled, refunds: [], disputed: null, says: "cancel", saved: null });
	const after = await it.ctx.db.find(payments, eq(payments.id, id));
	expect(after).toMatchObject({ status: "canceled", nextSyncAt: expect.any(Number) });

	midtransPeer.pay(payment.id, "qris");
	await enqueueDueSyncs(system(after?.nextSyncAt ?? 0));
	await becomes(it, payment.id, "succeeded");
});

test("webhook and sync at the same moment settle once", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pay(payment.id, "qris");
	await midtransPeer.due(Date.now());
	const id = payment.id as Id<"payment">;
	await Promise.all([syncPayment(system(), id), syncPayment(system(), id), drainOutbox()]);
	expect((await read(it, payment.id)).status).toBe("succeeded");
	expect(await settlements(it)).toHaveLength(1);
});

test("nobody pays within a day: the order is closed at the provider, then expired here", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pick(payment.id, "bca_va");
	await syncPayment(system(Date.now() + DAY + MINUTE), payment.id as Id<"payment">);
	expect(await read(it, payment.id)).toMatchObject({ status: "expired", checkoutUrl: null });
	expect(() => midtransPeer.pay(payment.id, "bca_va")).toThrow();
});

test("a virtual account paid after its invoice is settled another way fills the wallet", async () => {
	const it = await shop();
	const [va, card] = [await checkout(it), await checkout(it, "stripe")];
	midtransPeer.pick(va.id, "bca_va");
	stripePeer.pay(card.providerOrderId ?? "");
	await becomes(it, card.id, "succeeded");
	midtransPeer.pay(va.id, "bca_va");
	expect(await becomes(it, va.id, "succeeded")).toMatchObject({ target: "wallet" });
	expect(await walletOf(it)).toBe(it.total.amount);
});

test("a settlement that is taken back within minutes opens the invoice again and undoes the ledger", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pay(payment.id, "permata_va");
	await becomes(it, payment.id, "succeeded");
	midtransPeer.reverse(payment.id);
	await becomes(it, payment.id, "failed");
	expect(await it.ctx.db.find(invoices, undefined)).toMatchObject({ status: "open", paidAt: null });
	expect(await it.ctx.db.find(subscriptions, undefined)).toMatchObject({ status: "past_due" });
	const [, reversal] = await it.ctx.db.list(transfers);
	expect(reversal?.kind).toBe("reversal");

	const again = await checkout(it, "stripe");
	stripePeer.pay(again.providerOrderId ?? "");
	await becomes(it, again.id, "succeeded");
	const row = await it.ctx.db.find(subscriptions, undefined);
	expect(row).toMatchObject({ status: "active", pastDueSince: null });
	expect((row?.periodEnd ?? 0) - (row?.periodStart ?? 0)).toBeLessThan(32 * DAY);
});

test("a first purchase that is taken back and not paid again is dunned as any bill, to its end", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pay(payment.id, "permata_va");
	await becomes(it, payment.id, "succeeded");
	midtransPeer.reverse(payment.id);
	await becomes(it, payment.id, "failed");
	const owed = (await it.ctx.db.find(subscriptions, undefined)) ?? expect.fail("no subscription");
	const since = owed.pastDueSince ?? expect.fail("not overdue");
	await expirePlanChanges(system(since + 20 * DAY));
	expect(await it.ctx.db.find(invoices, undefined)).toMatchObject({ status: "open", periodStart: owed.periodStart });

	const { items } = await listDunning(system(since), DunningQuery.parse({ tenantId: it.ctx.tenantId }));
	expect(items).toMatchObject([{ invoice: { id: it.invoiceId } }]);
	const steps: unknown[] = [];
	for (const day of [0, 3, 7, 7, 30])
		steps.push(await takeDunningStep(system(since + day * DAY + 1), it.ctx.tenantId, owed.id));
	expect(steps).toEqual(["retry", "retry", "retry", "suspend", "cancel"]);
	expect(await it.ctx.db.find(invoices, undefined)).toMatchObject({ status: "uncollectible" });
});

test("what was taken back when its period was over is owed alone; the period that is paid goes on", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pay(payment.id, "permata_va");
	await becomes(it, payment.id, "succeeded");
	const { periodEnd } = (await it.ctx.db.find(subscriptions, undefined)) ?? expect.fail("no subscription");
	const next = { periodStart: periodEnd, periodEnd: (periodEnd ?? 0) + 30 * DAY };
	await it.ctx.db.batch([it.ctx.db.update(subscriptions, undefined, next)]);
	midtransPeer.reverse(payment.id);
	await becomes(it, payment.id, "failed");
	expect(await it.ctx.db.find(subscriptions, undefined)).toMatchObject({ status: "active", ...next });
	expect(await it.ctx.db.find(invoices, undefined)).toMatchObject({ status: "open", periodStart: null });
});

test("a time-out after the provider has done it costs nothing: the order is found again", async () => {
	const it = await shop();
	midtransPeer.misbehave({ kind: "drop_after", on: "create" });
	const body = { method: "midtrans", amount: it.total };
	const response = await request("POST", `/api/v1/invoices/${it.invoiceId}/payments`, { as: it.owner, body });
	expect(response.status).toBe(503);
	expect(await response.json()).toMatchObject({ code: "provider_unavailable" });
	const [row] = await it.ctx.db.list(payments);
	expect(row).toMatchObject({ status: "created" });
	midtransPeer.pay(row?.id ?? "", "qris");
	await becomes(it, row?.id ?? "", "succeeded");
});

const atTheBank = async ({ ctx }: Shop) =>
	(await ctx.db.list(transfers))
		.flatMap(({ postings }) => postings.filter(({ account }) => account === "disputes"))
		.reduce((sum, leg) => sum - leg.amount, 0);

test("a part is charged back, then the rest: the ledger has at the bank what the bank has, each part once", async () => {
	const it = await shop();
	const payment = await checkout(it);
	const id = payment.id as Id<"payment">;
	midtransPeer.pay(id, "credit_card");
	midtransPeer.settle(id);
	await becomes(it, id, "succeeded");
	midtransPeer.chargeback(id, 50_000);
	await becomes(it, id, "disputed");
	expect(await atTheBank(it)).toBe(50_000);
	midtransPeer.misbehave({ kind: "lose_notification" });
	midtransPeer.chargeback(id);
	await Promise.all([1, 2, 3].map(() => syncPayment(system(), id)));
	expect(await atTheBank(it)).toBe(it.total.amount);
	expect(await read(it, id)).toMatchObject({ status: "disputed" });
});

test("what was won can be disputed again", async () => {
	const it = await shop();
	const payment = await checkout(it, "stripe");
	const id = payment.id as Id<"payment">;
	stripePeer.pay(payment.providerOrderId ?? "");
	await becomes(it, id, "succeeded");
	const { providerTransactionId: intent } = (await it.ctx.db.find(payments, eq(payments.id, id))) ?? expect.fail();
	for (const won of [true, true, false]) {
		stripePeer.dispute(intent ?? "");
		await becomes(it, id, "disputed");
		expect(await atTheBank(it)).toBe(it.total.amount);
		stripePeer.closeDispute(intent ?? "", won);
		await becomes(it, id, won ? "succeeded" : "disputed");
		expect(await atTheBank(it)).toBe(won ? 0 : it.total.amount);
	}
});

test("a chargeback opens a dispute, which is won in the end", async () => {
	const it = await shop();
	const payment = await checkout(it, "stripe");
	stripePeer.pay(payment.providerOrderId ?? "");
	await becomes(it, payment.id, "succeeded");
	const row = await it.ctx.db.find(payments, eq(payments.id, payment.id as Id<"payment">));
	stripePeer.dispute(row?.providerTransactionId ?? "");
	await becomes(it, payment.id, "disputed");
	stripePeer.closeDispute(row?.providerTransactionId ?? "", true);
	await becomes(it, payment.id, "succeeded");
	const disputed = (await it.ctx.db.list(transfers)).flatMap(({ postings }) =>
		postings.filter(({ account }) => account === "disputes"),
	);
	expect(disputed.reduce((sum, leg) => sum + leg.amount, 0)).toBe(0);
});

test("a checkout is given up by its customer, and closed at the provider first", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.pick(payment.id, "bca_va");
	const response = await request("POST", `/api/v1/payments/${payment.id}/cancel`, { as: it.owner });
	expect(await response.json()).toMatchObject({ status: "canceled" });
	expect(() => midtransPeer.pay(payment.id, "bca_va")).toThrow();
});

test("giving up what has just been paid is a conflict, and the money is found", async () => {
	const it = await shop();
	const payment = await checkout(it);
	midtransPeer.misbehave({ kind: "lose_notification" }, { kind: "lose_notification" });
	midtransPeer.pay(payment.id, "qris");
	const response = await request("POST", `/api/v1/payments/${payment.id}/cancel`, { as: it.owner });
	expect(response.status).toBe(409);
	await becomes(it, payment.id, "succeeded");
});

test("a wrong amount, a foreign currency and an unknown way to pay name their field", async () => {
	const it = await shop();
	const post = (body: object) =>
		request("POST", `/api/v1/invoices/${it.invoiceId}/payments`, { as: it.owner, body }).then((r) => r.json());
	expect(await post({ method: "midtrans", amount: { ...it.total, amount: 1 } })).toMatchObject({
		issues: [{ pointer: "/amount" }],
	});
	expect(await post({ method: "stripe", amount: { amount: 10, currency: "USD" } })).toMatchObject({
		issues: [{ pointer: "/amount" }],
	});
	expect(await post({ method: "bitcoin", amount: it.total, reference: "TRX" })).toMatchObject({
		issues: [{ pointer: "/method" }],
	});
	expect(await it.ctx.db.list(payments)).toEqual([]);
});
