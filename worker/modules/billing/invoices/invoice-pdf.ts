import { eq } from "drizzle-orm";
import { ownerLocale } from "#modules/tenants";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Locale } from "#worker/kernel/locale";
import { listPaymentMethods } from "../payments/payment-methods";
import { payableQris } from "../payments/qris";
import { readInvoice } from "./read-invoices";
import type { InvoiceView } from "./schemas";
import { invoices } from "./tables";

type PdfOptions = { locale?: Locale | undefined; download?: boolean | undefined };

/** The invoice as PDF in the asked or the owner's language. What can no longer change is rendered once and kept in R2. */
export async function invoicePdf(ctx: TenantContext, invoiceId: Id<"invoice">, options: PdfOptions): Promise<Response> {
	const [invoice, locale] = await Promise.all([readInvoice(ctx, invoiceId), options.locale ?? ownerLocale(ctx)]);
	const key = `${ctx.tenantId}/invoices/${invoiceId}/${invoice.status}-${locale}.pdf`;
	const final = invoice.status === "paid" || invoice.status === "void";
	const kept = final ? await ctx.files.get(key) : null;
	const bytes = kept ? await kept.arrayBuffer() : await render(ctx, invoice, locale, key);
	const disposition = options.download ? "attachment" : "inline";
	return new Response(bytes, {
		headers: {
			"content-type": "application/pdf",
			"content-disposition": `${disposition}; filename="${invoice.number}.pdf"`,
			"cache-control": "private, no-cache",
		},
	});
}

async function render(ctx: TenantContext, invoice: InvoiceView, locale: Locale, key: string) {
	const [{ renderInvoicePdf }, { items }] = await Promise.all([
		import("./pdf/render-invoice-pdf"),
		listPaymentMethods(ctx, undefined),
	]);
	const usable = items.filter((method) => method.currency === invoice.total.currency);
	const qris = usable.map((method) => method.details).find((details) => details.kind === "qris");
	const methods = usable.flatMap(({ name, details }) =>
		details.kind === "bank_transfer" ? [{ name, ...details }] : [],
	);
	const bytes = await renderInvoicePdf(
		{
			...invoice,
			payUrl: `${ctx.config.APP_URL}/app/invoices/${invoice.id}`,
			qris: qris ? payableQris(qris.payload, invoice.total.amount) : null,
			methods,
		},
		locale,
	);
	await ctx.files.put(key, bytes, { httpMetadata: { contentType: "application/pdf" } });
	return bytes;
}

export async function systemInvoicePdf(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
	options: PdfOptions,
): Promise<Response> {
	const row = await ctx.db.find(invoices, eq(invoices.id, invoiceId));
	if (!row) throw new AppError("not_found");
	return invoicePdf(inTenant(ctx, ctx.db, row.tenantId), invoiceId, options);
}
