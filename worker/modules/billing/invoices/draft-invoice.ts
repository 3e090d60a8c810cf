import { and, asc, desc, eq, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { DAY, yearInJakarta } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { type PricedItem, type Quote, quoteLines } from "../plan-changes/rules";
import { readSeller } from "../seller/manage-seller";
import { subscriptions } from "../subscriptions/tables";
import { changeInvoice, type InvoiceRow, loadInvoice } from "./load-invoice";
import { nextInvoiceNumber, sumsOf, writeLines } from "./open-invoice";
import { readAnyInvoice } from "./read-invoices";
import { INVOICE_MACHINE } from "./rules";
import type { DraftInput, DraftPatch, SystemInvoiceView } from "./schemas";
import { billingDetails, invoiceLines, invoices } from "./tables";

/** Drafts count in a year of their own: they have no place in the gapless numbers of the years. */
const DRAFTS = 0;

/** Writes down a one-off invoice that nobody but the back office sees. Paying it, once opened, serves nothing new. */
export async function createDraft(ctx: SystemContext, input: DraftInput): Promise<SystemInvoiceView> {
	const inside = inTenant(ctx, ctx.db, input.tenantId);
	const { parties, subscriptionId } = await loadParties(inside);
	const quote = quoteOf(input.lines, parties.seller, ctx.now);
	const id = newId("invoice");
	const dueAt = ctx.now + (input.dueDays ?? parties.seller.invoiceDueDays) * DAY;
	const sequence = sql`(SELECT coalesce(max(sequence), 0) + 1 FROM invoices WHERE year = ${DRAFTS})`;
	const row = {
		...{ id, number: `DRAFT-${id.slice(-10)}`, year: DRAFTS, sequence, status: "draft" as const },
		...{ subscriptionId, planChangeId: null, periodStart: null, ...parties, ...sumsOf(quote) },
		...{ openedAt: ctx.now, dueAt, createdAt: ctx.now, updatedAt: ctx.now },
	};
	const resource = { kind: "invoice", id };
	await inside.db.batch([
		inside.db.insert(invoices, row),
		...writeLines(inside, id, quote),
		audit(inside, { action: "invoice.draft", resource, after: { total: quote.total } }),
	]);
	return readAnyInvoice(ctx, id);
}

export async function updateDraft(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
	patch: DraftPatch,
): Promise<SystemInvoiceView> {
	const { invoice, inside } = await loadInvoice(ctx, invoiceId);
	assertDraft(invoice);
	const quote = patch.lines && quoteOf(patch.lines, invoice.seller, ctx.now);
	const dueAt = patch.dueDays === undefined ? invoice.dueAt : invoice.openedAt + patch.dueDays * DAY;
	const resource = { kind: "invoice", id: invoiceId };
	const after = { ...(quote && { total: quote.total }), dueAt };
	await changeInvoice(inside, [
		inside.db.update(invoices, asDraft(invoice), { ...(quote && sumsOf(quote)), dueAt, updatedAt: ctx.now }),
		inside.db.guard("invoice_state"),
		...(quote ? rewriteLines(inside, invoiceId, quote) : []),
		audit(inside, { action: "invoice.update", resource, before: { total: invoice.total }, after }),
	]);
	return readAnyInvoice(ctx, invoiceId);
}

/** Issues it: the next gapless number, taxes and addresses of today, as many days to pay as the draft gave. */
export async function openDraft(ctx: SystemContext, invoiceId: Id<"invoice">): Promise<SystemInvoiceView> {
	const { invoice, inside } = await loadInvoice(ctx, invoiceId);
	assertDraft(invoice);
	const ofInvoice = eq(invoiceLines.invoiceId, invoiceId);
	const [{ parties }, rows] = await Promise.all([
		loadParties(inside),
		inside.db.list(invoiceLines, { where: ofInvoice, orderBy: [asc(invoiceLines.position)] }),
	]);
	const { currency } = invoice;
	const priced = rows.map((row) => ({ ...row, unitPrice: { amount: row.unitPrice, currency } }));
	const quote = quoteOf(priced, parties.seller, ctx.now);
	const dueAt = ctx.now + (invoice.dueAt - invoice.openedAt);
	const numbered = nextInvoiceNumber(yearInJakarta(ctx.now));
	const issued = { status: next(INVOICE_MACHINE, invoice.status, "open"), ...numbered };
	const resource = { kind: "invoice", id: invoiceId };
	await changeInvoice(inside, [
		...rewriteLines(inside, invoiceId, quote),
		inside.db.update(invoices, asDraft(invoice), {
			...{ ...issued, ...parties, ...sumsOf(quote) },
			...{ openedAt: ctx.now, dueAt, updatedAt: ctx.now },
		}),
		inside.db.guard("invoice_state"),
		audit(inside, { action: "invoice.open", resource, before: { status: "draft" }, after: { total: quote.total } }),
		emit(inside, { type: "invoice.opened", invoiceId }),
	]);
	return readAnyInvoice(ctx, invoiceId);
}

function assertDraft({ status }: InvoiceRow): void {
	if (status !== "draft") throw new AppError("conflict", `This invoice is ${status}; only a draft is rewritten.`);
}

/** As it was read: somebody else's new lines are not opened unseen. */
const asDraft = ({ id, updatedAt }: InvoiceRow) =>
	and(eq(invoices.id, id), eq(invoices.status, "draft"), eq(invoices.updatedAt, updatedAt));

const rewriteLines = (ctx: TenantContext, invoiceId: Id<"invoice">, quote: Quote): Statement[] => [
	ctx.db.remove(invoiceLines, eq(invoiceLines.invoiceId, invoiceId)),
	...writeLines(ctx, invoiceId, quote),
];

function quoteOf(lines: PricedItem[], seller: InvoiceRow["seller"], now: number): Quote {
	const [first, ...others] = lines.map(({ description, quantity, unitPrice }) => ({
		description,
		quantity,
		unitPrice,
	}));
	if (!first) throw invalid("/lines", "An invoice has at least one line.");
	const foreign = others.findIndex((line) => line.unitPrice.currency !== first.unitPrice.currency);
	if (foreign >= 0) throw invalid(`/lines/${foreign + 1}/unitPrice/currency`, "All lines are in one currency.");
	const quote = quoteLines([first, ...others], seller, now);
	if (quote.total.amount <= 0) throw invalid("/lines", "Together the lines must be more than nothing.");
	return quote;
}

async function loadParties({ db, tenantId }: TenantContext) {
	const [tenant, details, [subscription], seller] = await Promise.all([
		db.find(tenants, eq(tenants.id, tenantId)),
		db.find(billingDetails, undefined),
		db.list(subscriptions, { orderBy: [desc(subscriptions.createdAt)], limit: 1 }),
		readSeller(db),
	]);
	if (!tenant || !subscription) throw invalid("/tenantId", "There is no such organisation.", "not_found");
	if (!details) throw new AppError("conflict", "This organisation has not said where its invoices go.");
	const buyer = { ...details.details, name: tenant.name };
	return { parties: { buyer, seller }, subscriptionId: subscription.id };
}
