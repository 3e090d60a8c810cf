import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { creditNotePdf, receiptPdf, systemCreditNotePdf, systemReceiptPdf } from "./invoice-pdf";

const tag = "Billing";
const answer = { binary: "application/pdf" };
const ofInvoice = z.object({ id: idOf("invoice") });
const ofNote = z.object({ id: idOf("creditNote") });
const query = z.object({ locale: z.enum(["en", "id"]).optional(), download: z.stringbool().optional() });

/** Papers beside the invoice: receipts and credit notes. */
export const documentRoutes: Route[] = [
	tenantRoute(
		{
			...{ method: "get", tag, query, answer, params: ofInvoice },
			path: "/invoices/{id}/receipt",
			summary: "The receipt of a paid invoice as PDF",
			permission: "invoice.read",
			errors: ["conflict"],
		},
		(ctx, { params, query }) => receiptPdf(ctx, params.id, query),
	),
	tenantRoute(
		{
			...{ method: "get", tag, query, answer, params: ofNote },
			path: "/credit-notes/{id}/pdf",
			summary: "A credit note as PDF",
			permission: "invoice.read",
		},
		(ctx, { params, query }) => creditNotePdf(ctx, params.id, query),
	),
	systemRoute(
		{
			...{ method: "get", tag, query, answer, params: ofInvoice },
			path: "/admin/invoices/{id}/receipt",
			summary: "The receipt of any paid invoice as PDF",
			permission: "system.invoice.read",
			errors: ["conflict"],
		},
		(ctx, { params, query }) => systemReceiptPdf(ctx, params.id, query),
	),
	systemRoute(
		{
			...{ method: "get", tag, query, answer, params: ofNote },
			path: "/admin/credit-notes/{id}/pdf",
			summary: "Any credit note as PDF",
			permission: "system.invoice.read",
		},
		(ctx, { params, query }) => systemCreditNotePdf(ctx, params.id, query),
	),
];
