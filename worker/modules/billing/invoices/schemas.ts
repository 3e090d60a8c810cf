import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";
import { Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { Country, Email } from "#worker/modules/tenants/schemas";
import { PAYMENT_STATUSES } from "../payments/rules";
import { PROVIDERS } from "../providers/provider";
import { REFUND_STATUSES, REFUND_WAYS } from "../refunds/rules";
import { SellerProfile } from "../seller/schemas";
import { Npwp } from "../tax/schemas";
import { INVOICE_KINDS, INVOICE_STATUSES } from "./rules";

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
		kind: z.enum(INVOICE_KINDS),
		status: z.enum(INVOICE_STATUSES),
		subtotal: Money,
		tax: Money,
		total: Money,
		/** What credit notes have taken back: `total - credited` is what the invoice is worth now. */
		credited: Money,
		openedAt: z.iso.datetime(),
		dueAt: z.iso.datetime(),
		paidAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "InvoiceSummary" });

const InvoicePayment = z.object({
	id: idOf("payment"),
	provider: z.enum(PROVIDERS),
	status: z.enum(PAYMENT_STATUSES),
	target: z.enum(["invoice", "wallet"]),
	amount: Money,
	/** Given back or on the way back. */
	refunded: Money,
	createdAt: z.iso.datetime(),
});
const InvoiceRefund = z.object({
	id: idOf("refund"),
	status: z.enum(REFUND_STATUSES),
	way: z.enum(REFUND_WAYS),
	amount: Money,
	reason: z.string(),
	createdAt: z.iso.datetime(),
	finalAt: z.iso.datetime().nullable(),
});
export const CreditNoteSummary = z
	.object({
		id: idOf("creditNote"),
		number: z.string(),
		subtotal: Money,
		tax: Money,
		total: Money,
		reason: z.string(),
		issuedAt: z.iso.datetime(),
	})
	.meta({ id: "CreditNoteSummary" });
export type CreditNoteSummary = z.input<typeof CreditNoteSummary>;

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
		sentAt: z.iso.datetime().nullable(),
		/** The invoice is worth what was paid for it, less what was given back: payments - refunds = total - credits. */
		payments: z.array(InvoicePayment),
		refunds: z.array(InvoiceRefund),
		creditNotes: z.array(CreditNoteSummary),
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
	.object({
		...InvoiceView.shape,
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		/** Somebody has marked it paid and it is above the limit: decided at `/admin/approvals/{id}` by somebody else. */
		secondApproval: z
			.object({
				id: idOf("approval"),
				requestedBy: z.object({ id: idOf("user"), name: z.string() }),
				requestedAt: z.iso.datetime(),
			})
			.nullable(),
	})
	.meta({ id: "SystemInvoice" });
export type SystemInvoiceView = z.input<typeof SystemInvoiceView>;

const DraftLines = z
	.array(
		z.object({
			description: LocalText,
			quantity: z.int().min(1).max(100_000),
			/** Without tax; negative takes something off. */
			unitPrice: Money,
		}),
	)
	.min(1)
	.max(100);
const dueDays = z.int().min(0).max(365);
const draftLine = {
	description: { en: "Migration of your data, two days", id: "Migrasi data Anda, dua hari" },
	quantity: 2,
	unitPrice: { amount: 1_500_000, currency: "IDR" as const },
};

export const DraftInput = z
	.object({ tenantId: idOf("tenant"), lines: DraftLines, dueDays: dueDays.optional() })
	.meta({ id: "DraftInput", examples: [{ tenantId: "ten_01h2xcejqtf2nbrexx3vqjhp41", lines: [draftLine] }] });
export type DraftInput = z.infer<typeof DraftInput>;
export const DraftPatch = z
	.object({ lines: DraftLines.optional(), dueDays: dueDays.optional() })
	.meta({ id: "DraftPatch", examples: [{ lines: [draftLine], dueDays: 14 }] });
export type DraftPatch = z.infer<typeof DraftPatch>;

export const ReasonInput = z
	.object({ reason: line(500).min(3) })
	.meta({ examples: [{ reason: "Billed to the wrong company" }] });
export type ReasonInput = z.infer<typeof ReasonInput>;

export const MarkPaidInput = z
	.object({
		reference: line(100).min(3),
		paidAt: z.iso.datetime().optional().meta({ description: "When the money came, where that was earlier." }),
		method: line(40).optional(),
	})
	.meta({ examples: [{ reference: "BANK-20261120-77", paidAt: "2026-11-19T04:00:00Z", method: "bca" }] });
export type MarkPaidInput = z.infer<typeof MarkPaidInput>;
