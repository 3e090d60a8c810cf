import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";
import { Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { Country, Email } from "#worker/modules/tenants/schemas";
import { SellerProfile } from "../seller/schemas";
import { Npwp } from "../tax/schemas";
import { INVOICE_STATUSES } from "./rules";

const line = (max: number) => z.string().trim().min(1).max(max);

export const BillingDetails = z
	.object({
		email: Email,
		address: line(200),
		city: line(80),
		state: line(80),
		postalCode: line(12).regex(/^[A-Za-z0-9 -]+$/, "letters, digits, spaces and dashes"),
		country: Country,
		npwp: Npwp.nullish().transform((value) => value ?? null),
	})
	.refine((d) => d.country !== "ID" || /^\d{5}$/.test(d.postalCode), {
		path: ["postalCode"],
		message: "an Indonesian postal code has five digits",
	})
	.meta({
		id: "BillingDetails",
		examples: [
			{
				email: "keuangan@tokobunga.example",
				address: "Jl. Melati No. 8",
				city: "Bandung",
				state: "Jawa Barat",
				postalCode: "40115",
				country: "ID",
				npwp: "0012345678901000",
			},
		],
	});
export type BillingDetails = z.output<typeof BillingDetails>;

export const InvoiceLineView = z
	.object({
		description: LocalText,
		quantity: z.int(),
		unitPrice: Money,
		amount: Money,
		taxBase: Money,
		taxRatePercent: z.number(),
		tax: Money,
	})
	.meta({ id: "InvoiceLine" });

export const QuoteView = z
	.object({
		lines: z.array(InvoiceLineView),
		subtotal: Money,
		taxBase: Money,
		tax: Money,
		total: Money,
		taxRule: z.string().nullable(),
	})
	.meta({ id: "Quote" });

export const InvoiceSummary = z
	.object({
		id: idOf("invoice"),
		number: z.string(),
		status: z.enum(INVOICE_STATUSES),
		subtotal: Money,
		tax: Money,
		total: Money,
		openedAt: z.iso.datetime(),
		dueAt: z.iso.datetime(),
		paidAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "InvoiceSummary" });

export const InvoiceView = z
	.object({
		...InvoiceSummary.shape,
		taxBase: Money,
		taxRule: z.string().nullable(),
		lines: z.array(InvoiceLineView),
		buyer: z.object({
			name: z.string(),
			email: z.string(),
			address: z.string(),
			city: z.string(),
			state: z.string(),
			postalCode: z.string(),
			country: z.string(),
			npwp: z.string().nullable(),
		}),
		seller: SellerProfile,
		/** The payment under review, if there is one: the invoice cannot be paid twice meanwhile. */
		reviewing: idOf("payment").nullable(),
	})
	.meta({ id: "Invoice" });
export type InvoiceView = z.input<typeof InvoiceView>;

export const InvoicePage = pageOf(InvoiceSummary);
export const InvoiceQuery = pageQuery(["openedAt"]).extend({ status: z.enum(INVOICE_STATUSES).optional() });
export type InvoiceQuery = z.infer<typeof InvoiceQuery>;

export const SystemInvoiceSummary = z
	.object({ ...InvoiceSummary.shape, tenant: z.object({ id: idOf("tenant"), name: z.string() }) })
	.meta({ id: "SystemInvoiceSummary" });
export const SystemInvoicePage = pageOf(SystemInvoiceSummary);
export const SystemInvoiceQuery = pageQuery(["openedAt", "dueAt"]).extend({
	status: z.enum(INVOICE_STATUSES).optional(),
	overdue: z.stringbool().optional().meta({ description: "Only open invoices past their due date." }),
	tenantId: idOf("tenant").optional(),
	search: z.string().trim().max(40).optional().meta({ description: "Part of the invoice number." }),
});
export type SystemInvoiceQuery = z.infer<typeof SystemInvoiceQuery>;

export const SystemInvoiceView = z
	.object({ ...InvoiceView.shape, tenant: z.object({ id: idOf("tenant"), name: z.string() }) })
	.meta({ id: "SystemInvoice" });
