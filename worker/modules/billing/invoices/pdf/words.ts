import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";

const en = {
	titles: { invoice: "INVOICE", receipt: "RECEIPT", credit_note: "CREDIT NOTE" },
	from: "From",
	billedTo: "Billed to",
	issued: "Issued",
	due: "Due",
	paid: "Paid",
	taxNumber: "NPWP",
	description: "Description",
	quantity: "Qty",
	unitPrice: "Unit price",
	amount: "Amount",
	tax: "PPN",
	subtotal: "Subtotal",
	otherTaxBase: "DPP nilai lain (tax base)",
	total: "Total",
	howToPay: "How to pay",
	payWithQris: "Pay with QRIS",
	scanToPay: "Scan to open the payment page",
	account: "Account number",
	holder: "Account holder",
	reference: "Quote the invoice number with your transfer.",
	payOnline: "Details and confirmation:",
	stampDuty: "Bea meterai may apply (UU 10/2020).",
	received: (total: string, number: string) => `Received ${total} in full for invoice ${number}.`,
	credits: (number: string) => `Takes back part or all of invoice ${number}.`,
	reason: "Reason",
	page: (page: number, pages: number) => `Page ${page} of ${pages}`,
	stamps: { paid: "PAID", void: "VOID", draft: "DRAFT" },
};

const id: typeof en = {
	titles: { invoice: "TAGIHAN", receipt: "KUITANSI", credit_note: "NOTA KREDIT" },
	from: "Dari",
	billedTo: "Ditagihkan kepada",
	issued: "Diterbitkan",
	due: "Jatuh tempo",
	paid: "Dibayar",
	taxNumber: "NPWP",
	description: "Uraian",
	quantity: "Jml.",
	unitPrice: "Harga satuan",
	amount: "Jumlah",
	tax: "PPN",
	subtotal: "Subtotal",
	otherTaxBase: "DPP nilai lain",
	total: "Total",
	howToPay: "Cara pembayaran",
	payWithQris: "Bayar dengan QRIS",
	scanToPay: "Pindai untuk membuka halaman pembayaran",
	account: "Nomor rekening",
	holder: "Atas nama",
	reference: "Cantumkan nomor tagihan pada berita transfer.",
	payOnline: "Rincian dan konfirmasi:",
	stampDuty: "Dapat terutang bea meterai (UU 10/2020).",
	received: (total, number) => `Telah diterima lunas ${total} untuk tagihan ${number}.`,
	credits: (number) => `Mengurangi sebagian atau seluruh tagihan ${number}.`,
	reason: "Alasan",
	page: (page, pages) => `Halaman ${page} dari ${pages}`,
	stamps: { paid: "LUNAS", void: "BATAL", draft: "DRAF" },
};

export type Words = typeof en;
export const WORDS: Record<Locale, Words> = { en, id };

/** `20 November 2026` of an ISO instant. */
export const dayOf = (iso: string, locale: Locale): string => longDate(Date.parse(iso), locale);

/** Digits of an amount without its currency, for columns whose head names it. */
export const figures = (amount: Money, locale: Locale): string =>
	formatMoney(amount, locale).replace(/[A-Za-z]+\s/, "");

/** `Rp` or the ISO code, as `formatMoney` has it. */
export const currencySign = (amount: Money, locale: Locale): string =>
	locale === "id" && amount.currency === "IDR" ? "Rp" : amount.currency;

/** Sixteen digits in groups of four. */
export const npwpText = (npwp: string): string => npwp.replace(/(.{4})(?=.)/g, "$1 ");
