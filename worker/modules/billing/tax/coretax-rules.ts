import { money, split } from "#worker/kernel/money";
import { dateInJakarta } from "#worker/kernel/time";
import type { invoiceLines, invoices } from "../invoices/tables";
import type { CORETAX_PROBLEMS } from "./schemas";

export type CoretaxProblem = (typeof CORETAX_PROBLEMS)[number];
export type TaxedInvoice = typeof invoices.$inferSelect & { lines: (typeof invoiceLines.$inferSelect)[] };

/** One `GoodService`. Amounts are whole rupiah; `Price × Qty - TotalDiscount = TaxBase`. */
export type GoodService = {
	name: string;
	price: number;
	quantity: number;
	discount: number;
	taxBase: number;
	otherTaxBase: number;
	vatRate: number;
	vat: number;
};
/** One `TaxInvoice`: a Faktur Pajak with code 04, the other tax base (DPP nilai lain, PMK 131/2024). */
export type TaxInvoice = {
	date: string;
	reference: string;
	sellerIdtku: string;
	buyer: { tin: string; document: "TIN" | "Other ID"; number: string; idtku: string };
	name: string;
	address: string;
	email: string;
	goods: GoodService[];
};

const HEAD_OFFICE = "000000";
const NO_TIN = "0000000000000000";
/** Coretax took over from e-Faktur with the rule of 2025. */
const RULE = "PPN-2025";
const isTaxNumber = (digits: string | null): digits is string => /^\d{16}$/.test(digits ?? "") && digits !== NO_TIN;

/** The place of business of a tax number: without branches, its head office (22 digits). */
export const idtkuOf = (npwp: string): string => npwp + HEAD_OFFICE;

/** What keeps an invoice out of the file; null when nothing does. */
export function obstacleOf(invoice: TaxedInvoice, sellerNpwp: string): CoretaxProblem | null {
	if (invoice.taxRule !== RULE) return "before_coretax";
	if (invoice.currency !== "IDR") return "not_rupiah";
	if (invoice.buyer.country !== "ID") return "foreign_buyer";
	if (invoice.seller.npwp !== sellerNpwp) return "other_seller";
	return null;
}

/** What a person should look at although the invoice is in the file. Credit notes are returns: never in this file. */
export function remarkOf(invoice: TaxedInvoice): CoretaxProblem | null {
	if (!isTaxNumber(invoice.buyer.npwp)) return "no_tax_number";
	return invoice.credited > 0 ? "credited" : null;
}

export function taxInvoiceOf(invoice: TaxedInvoice, sellerNpwp: string): TaxInvoice {
	const { buyer } = invoice;
	return {
		date: dateInJakarta(invoice.openedAt),
		reference: invoice.number,
		sellerIdtku: idtkuOf(sellerNpwp),
		buyer: documentOf(invoice),
		name: buyer.name,
		address: `${buyer.address}, ${buyer.city}, ${buyer.state} ${buyer.postalCode}`,
		email: buyer.email,
		goods: goodsOf(invoice),
	};
}

/** Whoever has neither NPWP nor NIK is named by our own id, so that the return can be completed by hand. */
function documentOf({ buyer, tenantId }: TaxedInvoice): TaxInvoice["buyer"] {
	if (isTaxNumber(buyer.npwp)) return { tin: buyer.npwp, document: "TIN", number: "", idtku: idtkuOf(buyer.npwp) };
	return { tin: NO_TIN, document: "Other ID", number: tenantId, idtku: HEAD_OFFICE };
}

/**
 * Lines as the invoice has them. The form knows no negative lines: what they take off is spread over the others as
 * their discount, and so are the base and the tax, so that the sums stay the invoice's to the rupiah.
 */
function goodsOf(invoice: TaxedInvoice): GoodService[] {
	const billed = invoice.lines.filter(({ amount }) => amount > 0);
	const whole = billed.length === invoice.lines.length;
	const spread = (total: number, key: "amount" | "taxBase" | "tax") =>
		whole
			? billed.map((line) => line[key])
			: split(
					money(total, "IDR"),
					billed.map(({ amount }) => amount),
				).map(({ amount }) => amount);
	const bases = spread(invoice.subtotal, "amount");
	const others = spread(invoice.taxBase, "taxBase");
	const taxes = spread(invoice.tax, "tax");
	return billed.map((line, i) => ({
		name: line.description.id,
		price: line.unitPrice,
		quantity: line.quantity,
		discount: line.amount - (bases[i] ?? 0),
		taxBase: bases[i] ?? 0,
		otherTaxBase: others[i] ?? 0,
		vatRate: line.taxRatePercent,
		vat: taxes[i] ?? 0,
	}));
}
