import type { Money } from "#worker/kernel/money";
import { ensureRoom, HAIR, INK, PAGE, print, rule, SOFT, type Style, wrap } from "./layout";
import type { Printing } from "./sections";
import { currencySign, figures } from "./words";

type Line = Printing["invoice"]["lines"][number];

const HEAD: Style = { size: 8, bold: true, color: SOFT };
const CELL: Style = { size: 9.5 };
const LEADING = 13;
/** Right edges of the figure columns, in points from the left of the page. */
const EDGE = { tax: PAGE.right, amount: PAGE.right - 72, unitPrice: PAGE.right - 152, quantity: PAGE.right - 238 };

/** Without a tax rule the invoice has no PPN column, and the figures move to the right edge. */
function edgesOf({ invoice }: Printing) {
	if (invoice.taxRule !== null) return EDGE;
	const shift = EDGE.tax - EDGE.amount;
	return { ...EDGE, amount: EDGE.amount + shift, unitPrice: EDGE.unitPrice + shift, quantity: EDGE.quantity + shift };
}

export function printLines(printing: Printing): void {
	const { sheet, invoice, locale } = printing;
	const edge = edgesOf(printing);
	const width = edge.quantity - 34 - PAGE.left;
	printHeadRow(printing);
	for (const line of invoice.lines) {
		const texts = wrap(sheet, line.description[locale], width, CELL);
		const height = texts.length * LEADING + 10;
		if (ensureRoom(sheet, height)) printHeadRow(printing);
		const first = sheet.y - 15;
		for (const [index, text] of texts.entries()) {
			print(sheet, text, { x: PAGE.left, y: first - index * LEADING }, CELL);
		}
		printFigures(printing, line, first);
		sheet.y -= height;
		rule(sheet, sheet.y, { thickness: 0.4 });
	}
}

function printHeadRow(printing: Printing): void {
	const { sheet, invoice, words, locale } = printing;
	const edge = edgesOf(printing);
	const sign = currencySign(invoice.total, locale);
	const y = sheet.y - 10;
	const right: Style = { ...HEAD, align: "right" };
	print(sheet, words.description, { x: PAGE.left, y }, HEAD);
	print(sheet, words.quantity, { x: edge.quantity, y }, right);
	print(sheet, `${words.unitPrice} (${sign})`, { x: edge.unitPrice, y }, right);
	print(sheet, `${words.amount} (${sign})`, { x: edge.amount, y }, right);
	if (invoice.taxRule !== null) print(sheet, `${words.tax} (${sign})`, { x: edge.tax, y }, right);
	sheet.y -= 17;
	rule(sheet, sheet.y, { color: INK, thickness: 0.8 });
}

function printFigures(printing: Printing, line: Line, y: number): void {
	const { sheet, invoice, locale } = printing;
	const edge = edgesOf(printing);
	const right: Style = { ...CELL, align: "right" };
	const amount = (value: Money, x: number) => print(sheet, figures(value, locale), { x, y }, right);
	print(sheet, String(line.quantity), { x: edge.quantity, y }, right);
	amount(line.unitPrice, edge.unitPrice);
	amount(line.amount, edge.amount);
	if (invoice.taxRule !== null) amount(line.tax, edge.tax);
}

/** Subtotal, tax base, tax and total, right-aligned. @returns the y where they began */
export function printTotals({ sheet, invoice, words, locale }: Printing): number {
	const rates = new Set(invoice.lines.map((line) => line.taxRatePercent));
	const taxLabel = rates.size === 1 ? `${words.tax} ${[...rates][0]}%` : words.tax;
	const otherBase = invoice.taxBase.amount !== invoice.subtotal.amount;
	const rows: [string, Money, Style][] = [[words.subtotal, invoice.subtotal, {}]];
	if (invoice.taxRule !== null && otherBase)
		rows.push([words.otherTaxBase, invoice.taxBase, { color: SOFT, size: 8.5 }]);
	if (invoice.taxRule !== null) rows.push([taxLabel, invoice.tax, {}]);
	ensureRoom(sheet, 112);
	const top = sheet.y;
	const left = PAGE.right - 226;
	let y = top - 20;
	for (const [label, value, style] of rows) {
		print(sheet, label, { x: left, y }, { size: 9.5, color: SOFT, ...style });
		print(sheet, figures(value, locale), { x: PAGE.right, y }, { size: 9.5, ...style, align: "right" });
		y -= 17;
	}
	rule(sheet, y + 8, { from: left, color: HAIR });
	const total = `${currencySign(invoice.total, locale)} ${figures(invoice.total, locale)}`;
	print(sheet, words.total, { x: left, y: y - 12 }, { size: 12, bold: true });
	print(sheet, total, { x: PAGE.right, y: y - 12 }, { size: 13, bold: true, align: "right" });
	sheet.y = y - 22;
	return top;
}
