import { formatMoney } from "#worker/kernel/money";
import type { BankAccount } from "./document";
import { ensureRoom, link, PAGE, print, printBlock, rule, type Sheet, SOFT, TEAL } from "./layout";
import { drawQr } from "./qr";
import type { Printing } from "./sections";

const SIDE = 128;
const ACCOUNT_HEIGHT = 58;
const ACCOUNTS_LEFT = PAGE.left + SIDE + 48;

/** How to pay what is still owed: a QR code on the left, bank accounts on the right. */
export function printPayment(printing: Printing): void {
	const { sheet, invoice, words } = printing;
	if (invoice.paper.kind !== "invoice") return;
	if (invoice.status !== "open" && invoice.status !== "uncollectible") return;
	const accountsHeight = Math.min(invoice.methods.length, 4) * ACCOUNT_HEIGHT + 60;
	ensureRoom(sheet, 56 + Math.max(SIDE + 30, accountsHeight));
	const top = sheet.y - 26;
	print(sheet, words.howToPay, { x: PAGE.left, y: top }, { size: 12, bold: true });
	rule(sheet, top - 9);
	const firstPage = sheet.page;
	sheet.y = top - 16;
	const below = printCode(printing, top - 26);
	printAccounts(printing);
	if (sheet.page === firstPage) sheet.y = Math.min(sheet.y, below);
}

/** The merchant's QRIS with the amount inside, or else the address of the payment page. @returns the y below */
function printCode({ sheet, invoice, words, locale }: Printing, top: number): number {
	const { qris, payUrl, total } = invoice;
	const corner = { x: PAGE.left, y: top - SIDE };
	drawQr(sheet, qris ?? payUrl, corner, SIDE);
	if (qris === null) link(sheet, { ...corner, width: SIDE, height: SIDE }, payUrl);
	const label = { x: PAGE.left, top: corner.y - 6, width: SIDE + 20 };
	const y = printBlock(sheet, qris === null ? words.scanToPay : words.payWithQris, label, { size: 8.5, bold: true });
	if (qris !== null) print(sheet, formatMoney(total, locale), { x: PAGE.left, y: y - 9 }, { size: 8.5, color: SOFT });
	return y - 16;
}

function printAccounts({ sheet, invoice, words }: Printing): void {
	const x = ACCOUNTS_LEFT;
	const width = PAGE.right - x;
	for (const method of invoice.methods) {
		if (ensureRoom(sheet, ACCOUNT_HEIGHT)) sheet.y -= 10;
		printAccount(sheet, method, words);
	}
	if (invoice.methods.length > 0) {
		sheet.y = printBlock(sheet, words.reference, { x, top: sheet.y - 6, width }, { size: 8.5, color: SOFT });
	}
	ensureRoom(sheet, 30);
	const lead = { x, y: sheet.y - 16 };
	print(sheet, words.payOnline, lead, { size: 8.5, color: SOFT });
	const bottom = printBlock(sheet, invoice.payUrl, { x, top: lead.y - 3, width }, { size: 8.5, color: TEAL });
	link(sheet, { x, y: bottom, width, height: lead.y - bottom }, invoice.payUrl);
	sheet.y = bottom;
}

function printAccount(sheet: Sheet, method: BankAccount, words: { account: string; holder: string }): void {
	const { name, bank, accountNumber, accountHolder } = method;
	const x = ACCOUNTS_LEFT;
	const title = name.includes(bank) ? name : `${bank} · ${name}`;
	const head = { x, top: sheet.y, width: PAGE.right - x, lineHeight: 17 };
	let y = printBlock(sheet, title, head, { size: 9.5, bold: true });
	const rows = [
		[words.account, accountNumber, { size: 10, bold: true }],
		[words.holder, accountHolder, { size: 9 }],
	] as const;
	for (const [label, value, style] of rows) {
		print(sheet, label, { x, y: y - 10 }, { size: 8.5, color: SOFT });
		y = printBlock(sheet, value, { x: x + 90, top: y, width: PAGE.right - x - 90, lineHeight: 14 }, style);
	}
	rule(sheet, y - 8, { from: x, thickness: 0.4 });
	sheet.y = y - 12;
}
