import { FillRule } from "@cantoo/pdf-lib";
import type { Locale } from "#worker/kernel/locale";
import { formatMoney } from "#worker/kernel/money";
import type { InvoiceDocument } from "./document";
import { ensureRoom, GREEN, PAGE, print, printBlock, RED, rule, type Sheet, SOFT, stamp, TEAL } from "./layout";
import { dayOf, npwpText, type Words } from "./words";

export type Printing = { sheet: Sheet; invoice: InvoiceDocument; words: Words; locale: Locale };

/** The sign of the house, as in web/public/favicon.svg: a doorway in a rounded square of 32 units. */
const SIGN =
	"M8 0h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8Zm1 25V15a7 7 0 0 1 14 0v10h-4V15a3 3 0 0 0-6 0v10Z";

const LABEL = { size: 7.5, bold: true, color: SOFT, spacing: 0.4 } as const;

export function printHead({ sheet, invoice, words }: Printing): void {
	const { left, right, top } = PAGE;
	sheet.page.drawSvgPath(SIGN, { x: left, y: top + 6, scale: 24 / 32, color: TEAL, fillRule: FillRule.EvenOdd });
	print(sheet, "sewa", { x: left + 32, y: top - 12 }, { size: 19, bold: true, color: TEAL, spacing: -0.3 });
	print(
		sheet,
		words.titles[invoice.paper.kind],
		{ x: right, y: top - 11 },
		{ size: 21, bold: true, align: "right", spacing: 0.8 },
	);
	print(sheet, invoice.number, { x: right, y: top - 28 }, { size: 10.5, color: SOFT, align: "right" });
	sheet.y = top - 48;
	rule(sheet, sheet.y);
}

/** Seller, buyer and dates in three columns; the tallest decides where the page goes on. */
export function printParties(printing: Printing): void {
	const { sheet, invoice, words } = printing;
	const { seller, buyer } = invoice;
	const top = sheet.y - 20;
	const npwp = (digits: string | null) => `${words.taxNumber} ${digits ? npwpText(digits) : "-"}`;
	const town = `${buyer.city} ${buyer.postalCode}`;
	const from = printParty(sheet, { x: PAGE.left, top }, words.from, seller.legalName, [
		...seller.address.split(/\r?\n/),
		seller.email,
		npwp(seller.npwp),
	]);
	const to = printParty(sheet, { x: PAGE.left + 176, top }, words.billedTo, buyer.name, [
		buyer.address,
		town,
		`${buyer.state}, ${buyer.country}`,
		buyer.email,
		npwp(buyer.npwp),
	]);
	sheet.y = Math.min(from, to, printDates(printing, top)) - 22;
}

function printParty(
	sheet: Sheet,
	at: { x: number; top: number },
	label: string,
	name: string,
	lines: string[],
): number {
	const width = 160;
	print(sheet, label.toUpperCase(), { x: at.x, y: at.top }, LABEL);
	let y = printBlock(sheet, name, { x: at.x, top: at.top - 5, width, lineHeight: 14 }, { size: 10.5, bold: true });
	for (const line of lines) y = printBlock(sheet, line, { x: at.x, top: y, width, lineHeight: 12.5 }, { size: 9 });
	return y;
}

function printDates({ sheet, invoice, words, locale }: Printing, top: number): number {
	const dates = [
		[words.issued, invoice.openedAt],
		[words.due, invoice.paper.kind === "invoice" ? invoice.dueAt : null],
		[words.paid, invoice.paidAt],
	] as const;
	let y = top;
	for (const [label, at] of dates) {
		if (at === null) continue;
		print(sheet, label.toUpperCase(), { x: PAGE.right, y }, { ...LABEL, align: "right" });
		print(sheet, dayOf(at, locale), { x: PAGE.right, y: y - 14 }, { size: 9.5, align: "right" });
		y -= 32;
	}
	return y + 12;
}

/** The status of a settled invoice, stamped beside the totals, which begin at `totalsTop`. */
export function printStamp({ sheet, invoice, words }: Printing, totalsTop: number): void {
	const { status, paper } = invoice;
	if (paper.kind === "credit_note") return;
	if (status !== "paid" && status !== "void" && status !== "draft") return;
	const color = status === "paid" ? GREEN : status === "void" ? RED : SOFT;
	stamp(sheet, words.stamps[status], { x: PAGE.left + 34, y: totalsTop - 92 }, { color, size: 38 });
	sheet.y = Math.min(sheet.y, totalsTop - 104);
}

/** What a receipt confirms, or what a credit note is about. */
export function printRemark({ sheet, invoice, words, locale }: Printing): void {
	const { paper, total, number } = invoice;
	if (paper.kind === "invoice") return;
	const lines =
		paper.kind === "receipt"
			? [words.received(formatMoney(total, locale), number)]
			: [words.credits(paper.invoiceNumber), `${words.reason}: ${paper.reason}`];
	ensureRoom(sheet, 60);
	let top = sheet.y - 14;
	for (const line of lines) top = printBlock(sheet, line, { x: PAGE.left, top, width: PAGE.right - PAGE.left });
	sheet.y = top;
}

/** A receipt above Rp 5,000,000 may owe stamp duty (UU 10/2020): said, not decided, here. */
export function printStampDuty({ sheet, invoice, words }: Printing): void {
	const { status, total, paper } = invoice;
	if (paper.kind === "credit_note") return;
	if (status !== "paid" || total.currency !== "IDR" || total.amount <= 5_000_000) return;
	ensureRoom(sheet, 30);
	print(sheet, words.stampDuty, { x: PAGE.left, y: sheet.y - 22 }, { size: 8, color: SOFT });
	sheet.y -= 30;
}

/** On every page, once their number is known. */
export function printFoot({ sheet, invoice, words, locale }: Printing): void {
	const pages = sheet.doc.getPages();
	for (const [index, page] of pages.entries()) {
		const foot = { ...sheet, page };
		const style = { size: 8, color: SOFT };
		rule(foot, 52);
		print(foot, `${invoice.number}  ·  ${formatMoney(invoice.total, locale)}`, { x: PAGE.left, y: 38 }, style);
		const count = words.page(index + 1, pages.length);
		print(foot, count, { x: PAGE.right, y: 38 }, { ...style, align: "right" });
	}
}
