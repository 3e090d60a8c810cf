import { PDFDocument } from "@cantoo/pdf-lib";
import type { Locale } from "#worker/kernel/locale";
import type { InvoiceDocument } from "./document";
import { newSheet } from "./layout";
import { printLines, printTotals } from "./lines-table";
import { printPayment } from "./payment-section";
import { type Printing, printFoot, printHead, printParties, printRemark, printStamp, printStampDuty } from "./sections";
import { WORDS } from "./words";

export type { BankAccount, InvoiceDocument, Paper } from "./document";

/**
 * The invoice, its receipt or a credit note on A4, in one language. The same document gives the same bytes: the file's dates are the
 * invoice's own. Characters that the standard fonts lack are printed as `?`.
 */
export async function renderInvoicePdf(document: InvoiceDocument, locale: Locale): Promise<Uint8Array> {
	const doc = await PDFDocument.create({ updateMetadata: false });
	const words = WORDS[locale];
	describe(doc, document, `${words.titles[document.paper.kind]} ${document.number}`, locale);
	const printing: Printing = { sheet: await newSheet(doc), invoice: document, words, locale };
	printHead(printing);
	printParties(printing);
	printLines(printing);
	const totalsTop = printTotals(printing);
	printStamp(printing, totalsTop);
	printRemark(printing);
	printPayment(printing);
	printStampDuty(printing);
	printFoot(printing);
	return doc.save();
}

function describe(doc: PDFDocument, invoice: InvoiceDocument, title: string, locale: Locale): void {
	const at = new Date(invoice.paidAt ?? invoice.openedAt);
	doc.setTitle(title, { showInWindowTitleBar: true });
	doc.setAuthor(invoice.seller.legalName);
	doc.setCreator("Sewa");
	doc.setProducer("Sewa");
	doc.setLanguage(locale);
	doc.setCreationDate(at);
	doc.setModificationDate(at);
}
