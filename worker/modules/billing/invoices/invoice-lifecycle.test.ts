import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, BILLING, buyer, person, request, system, tenant } from "#tests/factories";
import { largeInvoice } from "#tests/large-invoice";
import { mailsTo, mailTo } from "#tests/mails";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { transfers } from "../ledger/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { payments } from "../payments/tables";
import { planChanges } from "../plan-changes/tables";
import { subscriptions } from "../subscriptions/tables";
import { createDraft, openDraft, updateDraft } from "./draft-invoice";
import { giveUpInvoice, voidInvoice } from "./end-invoice";
import { markInvoicePaid } from "./mark-paid";
import { readAnyInvoice, readInvoice } from "./read-invoices";
import { sendInvoice } from "./send-invoice";
import { creditNotes, invoiceLines, invoices } from "./tables";

const because = { reason: "billed to the wrong company" };
const operator = async () => asSystem(await person("operator"));
const line = (amount: number, quantity = 1) => ({
	description: { en: "Data migration", id: "Migrasi data" },
	quantity,
	unitPrice: { amount, currency: "IDR" as const },
});

async function billed(input: Parameters<typeof buyer>[0] = {}) {
	const it = await buyer(input);
	const invoice = it.founded.invoice ?? expect.fail("no invoice");
	return { ...it, id: invoice.id, total: invoice.total };
}

test("marking an invoice paid makes a payment and settles it in one batch, with the day the money came", async () => {
	const it = await billed();
	const paidAt = new Date(it.ctx.now - 2 * DAY).toISOString();
	const marked = await markInvoicePaid(await operator(), it.id, { reference: "BANK-1", paidAt, method: "bca" });

	expect(marked).toMatchObject({ status: "paid", paidAt, kind: "purchase", secondApproval: null });
	expect(marked.payments).toMatchObject([{ provider: "manual", status: "succeeded", amount: it.total }]);
	expect(await it.ctx.db.find(subscriptions, undefined)).toMatchObject({ status: "active", periodStart: it.ctx.now });
	expect(await it.ctx.db.list(transfers)).toHaveLength(1);
});

test("marking it paid ten times at once settles it once", async () => {
	const it = await billed();
	const by = await operator();
	const marks = Array.from({ length: 10 }, () => markInvoicePaid(by, it.id, { reference: "BANK-1" }));
	const results = await Promise.allSettled(marks);
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
	expect(await it.ctx.db.list(payments)).toHaveLength(1);
	expect(await it.ctx.db.list(transfers)).toHaveLength(1);
});

test("above the limit marking paid waits for a second person", async () => {
	const { ctx } = await buyer();
	const { id } = await largeInvoice({ ctx });
	const [first, second] = [await person("operator"), await person("operator")];
	const path = `/api/v1/admin/invoices/${id}/mark-paid`;
	const asked = await request("POST", path, { as: first, body: { reference: "BANK-1" } });
	const view = (await asked.json()) as { status: string; secondApproval: { id: string } };
	expect(view).toMatchObject({ status: "open", secondApproval: { requestedBy: { id: first.id } } });
	expect(await ctx.db.list(payments)).toEqual([]);

	const agreed = await request("POST", `/api/v1/admin/approvals/${view.secondApproval.id}/approve`, { as: second });
	expect(agreed.status).toBe(200);
	expect(await readAnyInvoice(system(), id)).toMatchObject({ status: "paid", secondApproval: null });
});

test.each([
	["a payment under review", {}, "conflict"],
	["a day to come", { paidAt: "2030-01-01T00:00:00Z" }, "validation_failed"],
])("%s keeps an invoice from being marked paid", async (what, over, code) => {
	const it = await billed();
	if (what.startsWith("a payment"))
		await submitPayment(it.ctx, it.id, { method: "bca", amount: it.total, reference: "TRX-1" });
	const mark = markInvoicePaid(await operator(), it.id, { reference: "BANK-1", ...over });
	await expect(mark).rejects.toMatchObject({ code });
	expect(await it.ctx.db.list(transfers)).toEqual([]);
});

test("voiding a purchase's invoice cancels the purchase; the number stays and another plan can be bought", async () => {
	const it = await billed();
	const { number } = await readInvoice(it.ctx, it.id);
	const voided = await voidInvoice(await operator(), it.id, because);
	expect(voided).toMatchObject({ status: "void", number });
	expect(await it.ctx.db.find(invoices, undefined)).toMatchObject({ voidedAt: it.ctx.now });
	expect(await it.ctx.db.find(planChanges, undefined)).toMatchObject({ status: "canceled" });
	const [row] = await it.ctx.db.list(auditLogs, { where: eq(auditLogs.action, "invoice.void") });
	expect(row).toMatchObject({ before: { status: "open" }, after: because });
	await expect(voidInvoice(await operator(), it.id, because)).rejects.toMatchObject({ code: "conflict" });
});

test("voiding a renewal's invoice leaves the subscription as it is", async () => {
	const it = await billed();
	await markInvoicePaid(system(), it.id, { reference: "BANK-1" });
	const [subscription] = await it.ctx.db.list(subscriptions);
	const { id: _id, sequence: _sequence, ...like } = (await it.ctx.db.find(invoices, undefined)) ?? expect.fail();
	const renewal = { ...like, id: "inv_renewal" as never, status: "open" as const, planChangeId: null };
	const numbered = { number: `INV-2001-${crypto.randomUUID()}`, year: 2001, sequence: Math.floor(Math.random() * 1e9) };
	const id = `inv_${crypto.randomUUID()}` as never;
	await it.ctx.db.batch([it.ctx.db.insert(invoices, { ...renewal, ...numbered, id, periodStart: 1, paidAt: null })]);

	expect(await voidInvoice(await operator(), id, because)).toMatchObject({ status: "void", kind: "renewal" });
	expect(await it.ctx.db.find(subscriptions, undefined)).toEqual(subscription);
});

test("paying and voiding at once: one of them wins, whole", async () => {
	for (let round = 0; round < 4; round++) {
		const it = await billed();
		const by = await operator();
		const results = await Promise.allSettled([
			markInvoicePaid(by, it.id, { reference: "BANK-1" }),
			voidInvoice(by, it.id, because),
		]);
		expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
		const [invoice, change, moved] = await Promise.all([
			it.ctx.db.find(invoices, undefined),
			it.ctx.db.find(planChanges, undefined),
			it.ctx.db.list(transfers),
		]);
		const world = [invoice?.status, change?.status, moved.length];
		expect([
			["paid", "applied", 1],
			["void", "canceled", 0],
		]).toContainEqual(world);
	}
});

test("an uncollectible invoice that is paid after all brings what it was for", async () => {
	const it = await billed();
	expect(await giveUpInvoice(await operator(), it.id, because)).toMatchObject({ status: "uncollectible" });
	await expect(giveUpInvoice(await operator(), it.id, because)).rejects.toMatchObject({ code: "conflict" });
	const { id } = await submitPayment(it.ctx, it.id, { method: "bca", amount: it.total, reference: "TRX-9" });
	await approvePayment(system(), id, {});
	expect(await it.ctx.db.find(subscriptions, undefined)).toMatchObject({ status: "active" });
});

test("what was sent again arrives again", async () => {
	const email = `${crypto.randomUUID()}@tokobunga.example`;
	const it = await billed({ billing: { ...BILLING, email } });
	await mailTo(email, "invoice.opened");
	expect(await sendInvoice(await operator(), it.id)).toMatchObject({ sentAt: new Date(it.ctx.now).toISOString() });
	const mail = await mailTo(email, "invoice.send");
	expect(mail.subject).toContain((await readInvoice(it.ctx, it.id)).number);
	expect((await mailsTo(email)).length).toBe(2);
	await voidInvoice(await operator(), it.id, because);
	await expect(sendInvoice(await operator(), it.id)).rejects.toMatchObject({ code: "conflict" });
});

test("a draft is the back office's alone until it is opened; then it has the next number and can be paid", async () => {
	const it = await billed();
	const before = await readInvoice(it.ctx, it.id);
	const by = await operator();
	const draft = await createDraft(by, { tenantId: it.ctx.tenantId, lines: [line(1_000_000, 2)], dueDays: 14 });
	expect(draft).toMatchObject({ status: "draft", kind: "adjustment", total: { amount: 2_220_000 } });
	expect(draft.number).toMatch(/^DRAFT-/);
	await expect(readInvoice(it.ctx, draft.id)).rejects.toMatchObject({ code: "not_found" });

	const lines = Array.from({ length: 25 }, (_, i) => line(100_000 + i));
	expect((await updateDraft(by, draft.id, { lines })).lines).toHaveLength(25);
	const opened = await openDraft(by, draft.id);
	expect(opened).toMatchObject({ status: "open", subtotal: { amount: 2_500_300 } });
	expect(Number(opened.number.slice(-6))).toBe(Number(before.number.slice(-6)) + 1);
	expect(Date.parse(opened.dueAt) - Date.parse(opened.openedAt)).toBe(14 * DAY);
	expect((await readInvoice(it.ctx, draft.id)).lines).toHaveLength(25);

	await expect(updateDraft(by, draft.id, { dueDays: 1 })).rejects.toMatchObject({ code: "conflict" });
	const service = await it.ctx.db.find(subscriptions, undefined);
	await markInvoicePaid(by, draft.id, { reference: "BANK-5" });
	expect(await it.ctx.db.find(subscriptions, undefined)).toEqual(service);
});

test("many drafts opened at once take numbers without a gap", async () => {
	const it = await billed();
	const by = await operator();
	const input = { tenantId: it.ctx.tenantId, lines: [line(50_000)] };
	const drafts = await Promise.all(Array.from({ length: 6 }, () => createDraft(by, input)));
	const opened = await Promise.all(drafts.map(({ id }) => openDraft(by, id)));
	const numbers = opened.map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
	expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
	const twice = await Promise.allSettled([
		openDraft(by, drafts[0]?.id ?? "inv_"),
		openDraft(by, drafts[0]?.id ?? "inv_"),
	]);
	expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test.each([
	[[line(1000), { ...line(5), unitPrice: { amount: 5, currency: "USD" as const } }], "/lines/1/unitPrice/currency"],
	[[line(1000), line(-1000)], "/lines"],
])("a draft's lines are checked: %#", async (lines, pointer) => {
	const { ctx } = await billed();
	const draft = createDraft(await operator(), { tenantId: ctx.tenantId, lines });
	await expect(draft).rejects.toMatchObject({ code: "validation_failed", issues: [{ pointer }] });
});

test("a tenant that has not said where its invoices go cannot be invoiced", async () => {
	const { ctx } = await tenant();
	const draft = createDraft(await operator(), { tenantId: ctx.tenantId, lines: [line(1000)] });
	await expect(draft).rejects.toMatchObject({ code: "conflict" });
});

test("nothing rewrites an issued invoice", async () => {
	const { ctx, id } = await billed();
	const [row] = await ctx.db.list(invoiceLines);
	const attempts = [
		ctx.db.update(invoiceLines, eq(invoiceLines.id, row?.id ?? "inl_"), { description: { en: "x", id: "x" } }),
		ctx.db.remove(invoiceLines, eq(invoiceLines.invoiceId, id)),
		ctx.db.update(invoices, eq(invoices.id, id), { subtotal: 1, tax: 0, total: 1 }),
	];
	for (const attempt of attempts) await expect(ctx.db.batch([attempt])).rejects.toThrow(/issued_invoices_are_final/);
});

test("crediting certain lines puts the money into the wallet, and the invoice adds up with what it says of itself", async () => {
	const it = await billed();
	await markInvoicePaid(system(), it.id, { reference: "BANK-1" });
	const operatorToo = await person("operator");
	const path = `/api/v1/admin/invoices/${it.id}/credit-notes`;
	const credited = await request("POST", path, {
		as: operatorToo,
		body: { lines: [{ position: 0, amount: 49_000 }], reason: "a third was not delivered" },
	});
	expect(credited.status).toBe(201);
	const body = { amount: { amount: 10_000, currency: "IDR" }, reason: "and our excuses" };
	expect((await request("POST", path, { as: operatorToo, body })).status).toBe(201);

	const view = await readInvoice(it.ctx, it.id);
	expect(view.creditNotes).toMatchObject([
		{ subtotal: { amount: 49_000 }, tax: { amount: 5_390 } },
		{ total: { amount: 10_000 } },
	]);
	const worth = view.payments.reduce((sum, paid) => sum + paid.amount.amount - paid.refunded.amount, 0);
	expect(worth + view.credited.amount).toBe(view.total.amount);
	expect(view.refunds.map(({ status, way }) => `${status} ${way}`)).toEqual(["succeeded wallet", "succeeded wallet"]);
	expect(await it.ctx.db.list(creditNotes)).toHaveLength(2);

	const [note] = view.creditNotes;
	const paper = await request("GET", `/api/v1/credit-notes/${note?.id}/pdf?locale=id`, { as: it.owner });
	expect(paper.headers.get("content-disposition")).toBe(`inline; filename="${note?.number}.pdf"`);
	expect(new TextDecoder().decode((await paper.bytes()).slice(0, 5))).toBe("%PDF-");
	expect(await it.ctx.files.head(`${it.ctx.tenantId}/credit-notes/${note?.id}-id.pdf`)).toBeTruthy();
	const receipt = await request("GET", `/api/v1/invoices/${it.id}/receipt`, { as: it.owner });
	expect([receipt.status, receipt.headers.get("content-type")]).toEqual([200, "application/pdf"]);
	const papers = [`invoices/${it.id}/receipt`, `credit-notes/${note?.id}/pdf`, `invoices/${it.id}/pdf`];
	for (const path of papers)
		expect((await request("GET", `/api/v1/admin/${path}`, { as: operatorToo })).status).toBe(200);

	const unpaid = await billed();
	expect((await request("GET", `/api/v1/invoices/${unpaid.id}/receipt`, { as: unpaid.owner })).status).toBe(409);
	const early = await request("POST", `/api/v1/admin/invoices/${unpaid.id}/credit-notes`, { as: operatorToo, body });
	expect(early.status).toBe(409);
});
