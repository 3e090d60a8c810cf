import { eq, inArray } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { asSystem, bindings, buyer, type Person, person, request, system, tenant } from "#tests/factories";
import { midtransPeer, stripePeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { fundWallet, giveCredit } from "#tests/wallets";
import { runTask } from "#worker/cron";
import { type Id, newId } from "#worker/kernel/ids";
import { auditLogs } from "#worker/kernel/tables";
import { DAY, HOUR } from "#worker/kernel/time";
import { applyEvent } from "#worker/modules/billing/inbox/apply-event";
import { inbox } from "#worker/modules/billing/inbox/tables";
import { payInvoice } from "#worker/modules/billing/payments/pay-invoice";
import { approvePayment } from "#worker/modules/billing/payments/review-payment";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";
import { syncPayment } from "#worker/modules/billing/payments/sync-payments";
import { payments } from "#worker/modules/billing/payments/tables";
import type { Gateway } from "#worker/modules/billing/providers/provider";
import { askProviders } from "#worker/modules/billing/reconciliation/ask-providers";
import { READERS } from "#worker/modules/billing/reconciliation/read-books";
import { runReconciliation } from "#worker/modules/billing/reconciliation/run-reconciliation";
import type { Difference, Reconciliation } from "#worker/modules/billing/reconciliation/schemas";
import { differences, reconciliationProgress } from "#worker/modules/billing/reconciliation/tables";
import { requestRefund } from "#worker/modules/billing/refunds/request-refund";
import { reserve } from "#worker/modules/billing/wallet/reserve-hold";

let operator: Person;
/** What happens here happened some hours ago: what has just changed is not asked about. */
const THEN = Date.now() - 3 * HOUR;
/** Runs go forward, as the clock does: a run settles what an earlier one saw. */
let now = Date.now();
const tick = () => {
	now = Math.max(now + 1, Date.now());
	return now;
};

beforeEach(async () => {
	operator ??= await person("operator");
	await drainOutbox();
});

async function run(limits?: Parameters<typeof runReconciliation>[1]) {
	await runReconciliation(system(tick()), limits);
	return open();
}

async function list(query = ""): Promise<Reconciliation> {
	const response = await request("GET", `/api/v1/admin/reconciliation${query}`, { as: operator });
	expect(response.status).toBe(200);
	return (await response.json()) as Reconciliation;
}
const open = async (): Promise<Difference[]> => (await list("?limit=100")).differences;
const post = (path: string, body?: object) =>
	request("POST", `/api/v1/admin/reconciliation/${path}`, { as: operator, body });
const remedy = async ({ id }: Difference) => (await (await post(`${id}/remedy`)).json()) as Difference;
const resolve = async ({ id }: Difference, note = "Booked by hand") => (await post(`${id}/resolve`, { note })).status;

/** Changes a row behind everybody's back, as only somebody at the database could. */
async function tamper(statement: string, ...values: (string | number)[]): Promise<void> {
	const triggers = await bindings.DB.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all<{
		name: string;
		sql: string;
	}>();
	await bindings.DB.batch([
		...triggers.results.map(({ name }) => bindings.DB.prepare(`DROP TRIGGER "${name}"`)),
		bindings.DB.prepare(statement).bind(...values),
		...triggers.results.map(({ sql }) => bindings.DB.prepare(sql)),
	]);
}

async function paidByHand() {
	const it = await buyer({}, THEN);
	const invoice = it.founded.invoice ?? expect.fail("no invoice");
	const { id } = await submitPayment(it.ctx, invoice.id, { method: "bca", amount: invoice.total, reference: "TRX" });
	await approvePayment(asSystem(operator, THEN), id, {});
	return { ...it, invoiceId: invoice.id, total: invoice.total, id };
}

async function atGateway(gateway: Gateway) {
	const it = await buyer({}, THEN);
	const { id: invoiceId, total } = it.founded.invoice ?? expect.fail("no invoice");
	const { id, providerOrderId } = await payInvoice(it.ctx, invoiceId, { method: gateway, amount: total });
	const pay = () => (gateway === "midtrans" ? midtransPeer.pay(id, "qris") : stripePeer.pay(providerOrderId ?? ""));
	return { ...it, id, invoiceId, total, pay, row: () => it.ctx.db.find(payments, eq(payments.id, id)) };
}

/** Paid at the gateway, and known here. */
async function settledAt(gateway: Gateway) {
	const it = await atGateway(gateway);
	it.pay();
	await syncPayment(system(THEN), it.id);
	return it;
}

test("clean books agree: payments by hand and by gateway, refunds, credit, holds", async () => {
	const [byHand, midtrans] = [await paidByHand(), await settledAt("midtrans"), await settledAt("stripe")];
	const by = asSystem(operator, THEN);
	await requestRefund(by, byHand.id, {
		amount: { ...byHand.total, amount: 10_000 },
		reason: "Goodwill",
		way: "wallet",
	});
	await requestRefund(by, midtrans.id, { amount: midtrans.total, reason: "Goodwill", way: "wallet" });
	const { ctx } = await tenant({ plan: "growth" });
	await fundWallet(ctx, 50_000);
	await giveCredit(ctx, 20_000);
	const amount = { amount: 30_000, currency: "IDR" as const };
	await reserve(ctx, { amount, reason: "A job", referenceId: "job_1", expiresAt: ctx.now + DAY });
	expect(await run()).toEqual([]);
	const { totals, checkedAt, books } = await list();
	expect(totals).toMatchObject({ open: 0, automatic: 0 });
	expect(checkedAt).toBe(new Date(now).toISOString());
	expect(books.map(({ book }) => book)).toEqual([
		...["sums", "accounts", "invoices", "payments", "transfers", "inbox", "providers"],
	]);
	for (const book of books) expect(book.completedAt).toBe(book.checkedAt);
});

test("a webhook that never came is found at either gateway, remedied by the sync and settled at once", async () => {
	const late = [await atGateway("midtrans"), await atGateway("stripe")];
	for (const each of late) each.pay();
	const found = await run();
	expect(found.map(({ kind, subjectId }) => [kind, subjectId]).sort()).toEqual(
		late.map(({ id }) => ["provider_ahead", id]).sort(),
	);
	for (const difference of found) {
		expect(difference).toMatchObject({ remedy: "sync_payment", automatic: true, ours: { state: "pending" } });
		expect(await remedy(difference)).toMatchObject({ resolvedAt: expect.any(String), resolvedBy: null });
		expect((await post(`${difference.id}/remedy`)).status).toBe(409);
	}
	for (const each of late) expect(await each.row()).toMatchObject({ status: "succeeded" });
	expect(await run()).toEqual([]);
	const trail = await system().db.list(auditLogs, { where: eq(auditLogs.action, "reconciliation.remedy") });
	expect(trail.map(({ resourceId }) => resourceId)).toEqual(expect.arrayContaining(found.map(({ id }) => id)));
});

test("a refund that was made at the provider alone is found and written down", async () => {
	const it = await settledAt("midtrans");
	const order = midtransPeer.books.orders.get(it.id)?.attempts.at(-1) ?? expect.fail("no transaction");
	order.status = "partial_refund";
	order.refunds.push({
		...{ refund_chargeback_id: 7, refund_amount: 10_000, created_at: now, reason: "dashboard", refund_key: "dash-1" },
		bank_confirmed_at: Date.now(),
	});
	const [found, ...rest] = await run();
	expect(rest).toEqual([]);
	expect(found).toMatchObject({ kind: "provider_refunded_more", amount: { amount: 10_000 }, remedy: "sync_payment" });
	expect(await remedy(found ?? expect.fail())).toMatchObject({ resolvedAt: expect.any(String) });
	expect(await it.row()).toMatchObject({ status: "partially_refunded", refunded: 10_000 });
	expect(await run()).toEqual([]);
});

/** A card of which the bank has taken a part back, as is known here. */
async function disputedInPart() {
	const it = await atGateway("midtrans");
	midtransPeer.pay(it.id, "credit_card");
	midtransPeer.settle(it.id);
	await syncPayment(system(THEN), it.id);
	midtransPeer.chargeback(it.id, 50_000);
	await syncPayment(system(THEN), it.id);
	expect(await it.row()).toMatchObject({ status: "disputed" });
	return { ...it, there: midtransPeer.books.orders.get(it.id)?.attempts.at(-1) ?? expect.fail("no transaction") };
}

test("a dispute that grew unheard of is found and booked; one that shrank is for a person", async () => {
	const [grows, shrinks] = [await disputedInPart(), await disputedInPart()];
	expect(await run()).toEqual([]);
	midtransPeer.chargeback(grows.id);
	const [found, ...rest] = await run();
	expect(rest).toEqual([]);
	expect(found).toMatchObject({ kind: "provider_disputed_more", subjectId: grows.id, remedy: "sync_payment" });
	expect(found).toMatchObject({ ours: { amount: { amount: 50_000 } }, theirs: { amount: grows.total } });
	expect(await remedy(found ?? expect.fail())).toMatchObject({ resolvedAt: expect.any(String), resolvedBy: null });
	expect(await run()).toEqual([]);

	for (const entry of shrinks.there.refunds) entry.refund_amount = 20_000;
	const [less] = await run();
	expect(less).toMatchObject({ kind: "provider_disputed_less", subjectId: shrinks.id, remedy: "look" });
	expect(less).toMatchObject({ automatic: false, amount: { amount: -30_000 } });
	expect(await resolve(less ?? expect.fail())).toBe(200);
	expect(await run()).toEqual([]);
});

test("a settlement that is told after its undoing is asked about, and no difference", async () => {
	const it = await atGateway("midtrans");
	midtransPeer.misbehave(...Array.from({ length: 3 }, () => ({ kind: "lose_notification" as const })));
	midtransPeer.pay(it.id, "permata_va");
	midtransPeer.reverse(it.id);
	await syncPayment(system(THEN), it.id);
	expect(await it.row()).toMatchObject({ status: "failed", providerSays: "deny/accept" });
	const event = { id: newId("inbox"), provider: "midtrans" as const, kind: "settlement", claims: "paid", body: "{}" };
	const late = { ...event, eventId: event.id, orderId: it.id, status: "received" as const, receivedAt: THEN + HOUR };
	await system().db.batch([system().db.insert(inbox, late)]);
	expect(await run()).toMatchObject([{ kind: "event_waiting", subjectId: event.id, remedy: "replay_event" }]);
	expect(await applyEvent(system(THEN + HOUR), event.id)).toBe("ignored");
	expect(await run()).toEqual([]);
});

test("another amount at the provider is for a person, who settles it; it comes back when it changes again", async () => {
	const it = await atGateway("midtrans");
	it.pay();
	const order = midtransPeer.books.orders.get(it.id)?.attempts.at(-1) ?? expect.fail("no transaction");
	order.amount = 90_000;
	const [found] = await run();
	expect(found).toMatchObject({
		kind: "provider_paid_other_amount",
		remedy: "credit_wallet",
		automatic: false,
		ours: { amount: it.total },
		theirs: { amount: { amount: 90_000, currency: "IDR" } },
		amount: { amount: 90_000 - it.total.amount, currency: "IDR" },
		tenant: { id: it.ctx.tenantId },
	});
	if (!found) return;
	expect((await post(`${found.id}/remedy`)).status).toBe(409);
	expect((await post(`${found.id}/resolve`, { note: "x" })).status).toBe(422);
	expect(await resolve(found)).toBe(200);
	expect(await resolve(found)).toBe(409);
	expect(await run()).toEqual([]);
	const [settled] = (await list("?status=resolved")).differences.filter(({ id }) => id === found.id);
	expect(settled).toMatchObject({ resolvedBy: operator.name, note: "Booked by hand" });
	order.amount = 80_000;
	expect(await run()).toMatchObject([{ id: found.id, theirs: { amount: { amount: 80_000 } }, note: null }]);
	order.amount = it.total.amount;
	await syncPayment(system(THEN), it.id);
	expect(await run()).toEqual([]);
});

test("an event that is stuck is handled again; nobody's order is for a person", async () => {
	const it = await atGateway("stripe");
	it.pay();
	const paidEvent = async (status: "failed" | "parked" | "received" | "applied", paymentId: Id<"payment"> | null) => {
		const id = newId("inbox");
		const event = { id, provider: "stripe" as const, eventId: id, kind: "payment_intent.succeeded", claims: "paid" };
		const row = { ...event, orderId: paymentId ?? "pay_nobody", paymentId, body: "{}", status, receivedAt: THEN };
		await system().db.batch([system().db.insert(inbox, row)]);
		return id;
	};
	const failed = await paidEvent("failed", it.id);
	const waiting = await paidEvent("received", it.id);
	const applied = await paidEvent("applied", it.id);
	const orphan = await paidEvent("parked", null);
	const found = await run();
	const of = (subject: string) => found.find(({ subjectId }) => subjectId === subject) ?? expect.fail(subject);
	expect(of(failed)).toMatchObject({ kind: "event_failed", remedy: "replay_event", tenant: { id: it.ctx.tenantId } });
	expect(of(waiting)).toMatchObject({ kind: "event_waiting" });
	expect(of(applied)).toMatchObject({ kind: "event_paid_payment_not", ours: { state: "pending" } });
	expect(of(orphan)).toMatchObject({ kind: "event_parked", remedy: "look", automatic: false });
	await remedy(of(failed));
	await remedy(of(waiting));
	// The request may have handed them to the queue already, which takes a moment of its own.
	const handled = async () => {
		await drainOutbox();
		const left = await system().db.list(inbox, { where: inArray(inbox.id, [failed, waiting]) });
		expect(left.map(({ status }) => status).sort()).toEqual(["applied", "ignored"]);
	};
	await vi.waitFor(handled, { timeout: 8000, interval: 100 });
	expect(await it.row()).toMatchObject({ status: "succeeded" });
	expect((await run()).map(({ subjectId }) => subjectId)).toEqual([orphan]);
	expect(await resolve(of(orphan), "A test by the provider")).toBe(200);
	expect(await run()).toEqual([]);
});

test("whatever somebody changes at the database is found, named and gone once it is mended", async () => {
	const it = await paidByHand();
	const { ctx } = await tenant({ plan: "growth" });
	await giveCredit(ctx, 20_000);
	await fundWallet(ctx, 50_000);
	const amount = { amount: 30_000, currency: "IDR" as const };
	await reserve(ctx, { amount, reason: "A job", referenceId: "job_2", expiresAt: ctx.now + DAY });
	const { transferId } = (await it.ctx.db.find(payments, eq(payments.id, it.id))) ?? expect.fail("no payment");
	const account = (code: string) => `${ctx.tenantId}/${code}/IDR`;
	const set = (table: string, change: string, key: string) => `UPDATE ${table} SET ${change} WHERE ${key}`;
	const ofTenant = (code: string) => `owner = '${ctx.tenantId}' AND code = '${code}'`;
	const cases: [string, string, string, string][] = [
		[
			...(["account_off_entries", account("wallet")] as const),
			set("ledger_accounts", "balance = balance + 1", ofTenant("wallet")),
			set("ledger_accounts", "balance = balance - 1", ofTenant("wallet")),
		],
		[
			...(["promo_off_grants", account("promo")] as const),
			set("credit_grants", "remaining = remaining - 1", `tenant_id = '${ctx.tenantId}' AND amount = 20000`),
			set("credit_grants", "remaining = remaining + 1", `tenant_id = '${ctx.tenantId}' AND amount = 20000`),
		],
		[
			...(["held_off_holds", account("held")] as const),
			set("wallet_holds", "status = 'released'", `tenant_id = '${ctx.tenantId}'`),
			set("wallet_holds", "status = 'held'", `tenant_id = '${ctx.tenantId}'`),
		],
		[
			...(["invoice_off_lines", it.invoiceId] as const),
			set(
				"invoice_lines",
				"tax = tax + 1",
				`id = (SELECT min(id) FROM invoice_lines WHERE invoice_id = '${it.invoiceId}')`,
			),
			set(
				"invoice_lines",
				"tax = tax - 1",
				`id = (SELECT min(id) FROM invoice_lines WHERE invoice_id = '${it.invoiceId}')`,
			),
		],
		[
			...(["invoice_off_credit_notes", it.invoiceId] as const),
			set("invoices", "credited = 5", `id = '${it.invoiceId}'`),
			set("invoices", "credited = 0", `id = '${it.invoiceId}'`),
		],
		[
			...(["invoice_unpaid_with_payment", it.invoiceId] as const),
			set("invoices", "status = 'void'", `id = '${it.invoiceId}'`),
			set("invoices", "status = 'paid'", `id = '${it.invoiceId}'`),
		],
		[
			...(["payment_off_transfer", it.id] as const),
			set("payments", "amount = amount + 1", `id = '${it.id}'`),
			set("payments", "amount = amount - 1", `id = '${it.id}'`),
		],
		[
			...(["payment_off_refunds", it.id] as const),
			set("payments", "refunded = 7", `id = '${it.id}'`),
			set("payments", "refunded = 0", `id = '${it.id}'`),
		],
		[
			...(["payment_without_transfer", it.id] as const),
			set("payments", "status = 'disputed', transfer_id = NULL", `id = '${it.id}'`),
			set("payments", `status = 'succeeded', transfer_id = '${transferId}'`, `id = '${it.id}'`),
		],
		[
			...(["transfer_without_payment", transferId ?? ""] as const),
			set("payments", "status = 'failed', transfer_id = NULL", `id = '${it.id}'`),
			set("payments", `status = 'succeeded', transfer_id = '${transferId}'`, `id = '${it.id}'`),
		],
		[
			...(["invoice_paid_without_payment", it.invoiceId] as const),
			set("payments", "target = 'wallet'", `id = '${it.id}'`),
			set("payments", "target = 'invoice'", `id = '${it.id}'`),
		],
		[
			...(["ledger_not_zero", "IDR"] as const),
			set("ledger_entries", "amount = amount + 3", `transfer_id = '${transferId}' AND position = 0`),
			set("ledger_entries", "amount = amount - 3", `transfer_id = '${transferId}' AND position = 0`),
		],
		[
			...(["installation_off_entries", "installation/tax/IDR"] as const),
			set("ledger_accounts", "balance = balance + 1", "owner = 'installation' AND code = 'tax' AND currency = 'IDR'"),
			set("ledger_accounts", "balance = balance - 1", "owner = 'installation' AND code = 'tax' AND currency = 'IDR'"),
		],
	];
	for (const [kind, subject, spoil, mend] of cases) {
		await tamper(spoil);
		const found = (await run()).find((each) => each.kind === kind && each.subjectId === subject);
		expect(found, kind).toBeDefined();
		expect(["correct_ledger", "look", "credit_wallet"]).toContain(found?.remedy);
		await tamper(mend);
		expect(await run(), `${kind}, mended`).toEqual([]);
		const [row] = await system().db.list(differences, { where: eq(differences.id, found?.id as never) });
		expect(row).toMatchObject({ resolvedAt: now, resolvedBy: null });
	}
});

test("a gateway that does not answer is named once, settles nothing and stops nothing", async () => {
	const late = [await atGateway("stripe"), await atGateway("stripe"), await atGateway("stripe")];
	for (const each of late) each.pay();
	const ids = late.map(({ id }) => id);
	expect((await run()).map(({ subjectId }) => subjectId).sort()).toEqual(ids.toSorted());
	stripePeer.misbehave({ requests: Array.from({ length: 40 }, () => 500) });
	const found = await run();
	expect(found.filter(({ kind }) => kind === "provider_silent")).toMatchObject([
		{ subjectId: "stripe", remedy: "wait" },
	]);
	expect(found.filter(({ kind }) => kind === "provider_ahead")).toHaveLength(3);
	for (let n = 0; n < 20 && (await run()).some(({ kind }) => kind === "provider_silent"); n++);
	for (const { id } of late) await syncPayment(system(THEN), id);
	expect(await run()).toEqual([]);
});

test("a run is bounded; the next goes on where it stopped, and a finding outlives runs that did not look", async () => {
	const it = await atGateway("midtrans");
	it.pay();
	const total = (await system().db.list(payments)).filter(
		({ provider }) => provider === "midtrans" || provider === "stripe",
	);
	let examined = 0;
	let cursor: string | null = null;
	let runs = 0;
	do {
		const asked = await askProviders(system(tick()), cursor, 3);
		expect(asked.examined).toBeLessThanOrEqual(3);
		examined += asked.examined;
		cursor = asked.cursor;
		runs++;
	} while (cursor !== null && runs < 100);
	expect(examined).toBe(total.length);
	expect(runs).toBeGreaterThan(1);
	expect(await open()).toMatchObject([{ kind: "provider_ahead", subjectId: it.id }]);
	expect(await run({ pages: 1, questions: 0 })).toMatchObject([{ subjectId: it.id }]);
	await syncPayment(system(THEN), it.id);
	expect(await run()).toEqual([]);
});

test("a book longer than a page is read page by page, each row once", async () => {
	const { ctx } = await tenant();
	const count = 1100;
	const ids = Array.from({ length: count }, () => newId("inbox"));
	const row = { provider: "midtrans" as const, kind: "settlement", body: "{}", status: "ignored" as const };
	for (let from = 0; from < count; from += 100)
		await system().db.batch(
			ids
				.slice(from, from + 100)
				.map((id) => system().db.insert(inbox, { ...row, id, eventId: id, receivedAt: ctx.now })),
		);
	const all = (await system().db.select({ id: inbox.id }, inbox)).length;
	const seen: number[] = [];
	for (let from: string | null = ""; from !== null; ) {
		const page = await READERS.inbox(system(), from);
		seen.push(page.examined);
		from = page.to;
	}
	expect(seen.slice(0, 2)).toEqual([500, 500]);
	expect(seen.reduce((a, b) => a + b, 0)).toBe(all);
	await run({ pages: 2, questions: 0 });
	const progress = () => system().db.find(reconciliationProgress, eq(reconciliationProgress.book, "inbox"));
	expect(await progress()).toMatchObject({ examined: 1000, cursor: expect.stringMatching(/^ibx_/) });
	await run({ pages: 2, questions: 0 });
	expect(await progress()).toMatchObject({ examined: all - 1000, cursor: null, completedAt: now });
});

test("runs at once leave one difference each; cron runs it daily; CSV and run by button agree with the list", async () => {
	const it = await atGateway("midtrans");
	it.pay();
	const at = tick();
	await Promise.all([1, 2, 3].map(() => runReconciliation(system(at))));
	const [found, ...rest] = await open();
	expect(rest).toEqual([]);
	expect(await runTask("reconciliation.run", bindings, tick())).toMatchObject({ error: null });
	expect((await open()).map(({ id }) => id)).toEqual([found?.id]);

	const csv = await request("GET", "/api/v1/admin/reconciliation.csv", { as: operator });
	expect(csv.headers.get("content-type")).toContain("text/csv");
	const lines = (await csv.text()).trim().split("\r\n");
	expect(lines).toHaveLength(2);
	expect(lines[1]).toContain(`provider_ahead,${it.id}`);

	await syncPayment(system(THEN), it.id);
	const answer = await post("run");
	expect(answer.status).toBe(200);
	expect(await answer.json()).toMatchObject({ totals: { open: expect.any(Number) }, books: expect.any(Array) });
	expect(await run()).toEqual([]);
});

test("two differences a page: the cursor leads through all of them, oldest first or newest first", async () => {
	const late = [await atGateway("midtrans"), await atGateway("midtrans"), await atGateway("stripe")];
	for (const each of late) each.pay();
	await run();
	for (const sort of ["firstSeenAt", "-firstSeenAt"]) {
		const first = await list(`?limit=2&sort=${sort}`);
		const second = await list(`?limit=2&sort=${sort}&cursor=${first.nextCursor}`);
		const ids = [...first.differences, ...second.differences].map(({ subjectId }) => subjectId);
		expect(ids.toSorted()).toEqual(late.map(({ id }) => id).toSorted());
		expect(second.nextCursor).toBeNull();
	}
});
