import { eq } from "drizzle-orm";
import { ownerLocale } from "#modules/tenants";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Locale } from "#worker/kernel/locale";
import { iso } from "#worker/kernel/time";
import { listPaymentMethods } from "../payments/payment-methods";
import { payableQris } from "../payments/qris";
import { loadInvoice } from "./load-invoice";
import type { InvoiceDocument, Paper } from "./pdf/document";
import { readInvoice } from "./read-invoices";
import type { InvoiceView } from "./schemas";
import { creditNotes } from "./tables";
import { creditNoteSummary } from "./views";

type PdfOptions = { locale?: Locale | undefined; download?: boolean | undefined; drafts?: boolean };
/** `key`: where it is kept in R2 once it can no longer change; null while it can. */
type Print = { document: () => Promise<InvoiceDocument>; locale: Locale; key: string | null; name: string };

/** The invoice as PDF in the asked or the owner's language. What can no longer change is rendered once and kept in R2. */
export async function invoicePdf(ctx: TenantContext, invoiceId: Id<"invoice">, options: PdfOptions): Promise<Response> {
	const { drafts = false } = options;
	const [invoice, locale] = await Promise.all([readInvoice(ctx, invoiceId, { drafts }), localeOf(ctx, options)]);
	const final = invoice.status === "paid" || invoice.status === "void";
	const key = final ? `${ctx.tenantId}/invoices/${invoiceId}/${invoice.status}-${locale}.pdf` : null;
	const document = () => documentOf(ctx, invoice, { kind: "invoice" });
	return answer(ctx, { document, locale, key, name: invoice.number }, options);
}

/** That the invoice was paid. @throws conflict while it is not */
export async function receiptPdf(ctx: TenantContext, invoiceId: Id<"invoice">, options: PdfOptions): Promise<Response> {
	const [invoice, locale] = await Promise.all([readInvoice(ctx, invoiceId), localeOf(ctx, options)]);
	if (invoice.status !== "paid" || !invoice.paidAt) throw new AppError("conflict", "This invoice is not paid.");
	const key = `${ctx.tenantId}/invoices/${invoiceId}/receipt-${Date.parse(invoice.paidAt)}-${locale}.pdf`;
	const document = () => documentOf(ctx, invoice, { kind: "receipt" });
	return answer(ctx, { document, locale, key, name: `${invoice.number}-receipt` }, options);
}

/** A credit note: the invoice's parties with the note's own lines and sums. */
export async function creditNotePdf(
	ctx: TenantContext,
	creditNoteId: Id<"creditNote">,
	options: PdfOptions,
): Promise<Response> {
	const [note, locale] = await Promise.all([
		ctx.db.find(creditNotes, eq(creditNotes.id, creditNoteId)),
		localeOf(ctx, options),
	]);
	if (!note) throw new AppError("not_found");
	const document = async () => {
		const invoice = await readInvoice(ctx, note.invoiceId);
		const paper: Paper = { kind: "credit_note", invoiceNumber: invoice.number, reason: note.reason };
		const { number, subtotal, tax, total } = creditNoteSummary(note);
		const taxBase = { amount: note.taxBase, currency: note.currency };
		const figures = { number, subtotal, taxBase, tax, total, lines: note.lines };
		return documentOf(ctx, { ...invoice, ...figures, openedAt: iso(note.issuedAt), paidAt: null }, paper);
	};
	const key = `${ctx.tenantId}/credit-notes/${creditNoteId}-${locale}.pdf`;
	return answer(ctx, { document, locale, key, name: note.number }, options);
}

const localeOf = async (ctx: TenantContext, { locale }: PdfOptions): Promise<Locale> => locale ?? ownerLocale(ctx);

async function answer(ctx: TenantContext, print: Print, { download }: PdfOptions): Promise<Response> {
	const kept = print.key ? await ctx.files.get(print.key) : null;
	const bytes = kept ? await kept.arrayBuffer() : await render(ctx, print);
	const disposition = download ? "attachment" : "inline";
	return new Response(bytes, {
		headers: {
			"content-type": "application/pdf",
			"content-disposition": `${disposition}; filename="${print.name}.pdf"`,
			"cache-control": "private, no-cache",
		},
	});
}

async function render(ctx: TenantContext, { document, locale, key }: Print) {
	const [{ renderInvoicePdf }, printed] = await Promise.all([import("./pdf/render-invoice-pdf"), document()]);
	const bytes = await renderInvoicePdf(printed, locale);
	if (key) await ctx.files.put(key, bytes, { httpMetadata: { contentType: "application/pdf" } });
	return bytes;
}

/** How to pay is said only where something is owed. */
async function documentOf(ctx: TenantContext, invoice: InvoiceView, paper: Paper): Promise<InvoiceDocument> {
	const { items } = paper.kind === "invoice" ? await listPaymentMethods(ctx, undefined) : { items: [] };
	const usable = items.filter((method) => method.currency === invoice.total.currency);
	const qris = usable.map((method) => method.details).find((details) => details.kind === "qris");
	return {
		...invoice,
		paper,
		payUrl: `${ctx.config.APP_URL}/app/invoices/${invoice.id}`,
		qris: qris ? payableQris(qris.payload, invoice.total.amount) : null,
		methods: usable.flatMap(({ name, details }) => (details.kind === "bank_transfer" ? [{ name, ...details }] : [])),
	};
}

export async function systemInvoicePdf(ctx: SystemContext, invoiceId: Id<"invoice">, options: PdfOptions) {
	const { inside } = await loadInvoice(ctx, invoiceId);
	return invoicePdf(inside, invoiceId, { ...options, drafts: true });
}

export async function systemReceiptPdf(ctx: SystemContext, invoiceId: Id<"invoice">, options: PdfOptions) {
	const { inside } = await loadInvoice(ctx, invoiceId);
	return receiptPdf(inside, invoiceId, options);
}

export async function systemCreditNotePdf(ctx: SystemContext, creditNoteId: Id<"creditNote">, options: PdfOptions) {
	const note = await ctx.db.find(creditNotes, eq(creditNotes.id, creditNoteId));
	if (!note) throw new AppError("not_found");
	return creditNotePdf(inTenant(ctx, ctx.db, note.tenantId), creditNoteId, options);
}
