import { decodePDFRawStream, PDFArray, PDFDocument, type PDFPage, PDFRawStream } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import { withAmount } from "#worker/modules/billing/payments/qris";
import { quoteLines } from "#worker/modules/billing/plan-changes/rules";
import { type InvoiceDocument, renderInvoicePdf } from "./render-invoice-pdf";
import { toWinAnsi } from "./win-ansi";

const QRIS =
	"00020101021126690017ID.CO.EXAMPLE.WWW011893600999000000001202150000000000123450303UMI51440014ID.CO.QRIS.WWW0215ID00000000000120303UMI5204573453033605802ID5911SEWA CONTOH6007JAKARTA61051011062070703A016304192D";
const OPENED = Date.UTC(2026, 10, 20, 18);
const BUYER: InvoiceDocument["buyer"] = {
	name: "CV Toko Bunga",
	email: "keuangan@tokobunga.example",
	address: "Jl. Melati No. 8",
	city: "Bandung",
	state: "Jawa Barat",
	postalCode: "40115",
	country: "ID",
	npwp: "0012345678901000",
};
const BCA = { name: "Transfer BCA", bank: "BCA", accountNumber: "123 456 7890", accountHolder: "PT Sewa Contoh" };

type Order = { price?: number; lines?: number; taxRegistered?: boolean };

function invoiceOf(over: Partial<InvoiceDocument> = {}, order: Order = {}): InvoiceDocument {
	const { price = 149_000, lines = 1, taxRegistered = true } = order;
	const item = { quantity: 1, unitPrice: { amount: price, currency: "IDR" as const } };
	const named = (i: number) => ({ ...item, description: { en: `Growth plan ${i}`, id: `Paket Tumbuh ${i}` } });
	const more = Array.from({ length: lines - 1 }, (_, i) => named(i + 2));
	const quote = quoteLines([named(1), ...more], { taxRegistered }, OPENED);
	return {
		id: "inv_01h2xcejqtf2nbrexx3vqjhp41",
		number: "INV-2026-000123",
		kind: "purchase",
		status: "open",
		...quote,
		credited: { amount: 0, currency: "IDR" },
		openedAt: "2026-11-20T18:00:00Z",
		dueAt: "2026-11-27T18:00:00Z",
		paidAt: null,
		buyer: BUYER,
		seller: {
			legalName: "PT Sewa Contoh",
			address: "Jl. Sudirman Kav. 1, Jakarta 10220",
			email: "tagihan@sewa.example",
			npwp: "0098765432101000",
			taxRegistered,
			invoiceDueDays: 7,
		},
		...{ reviewing: null, sentAt: null, payments: [], refunds: [], creditNotes: [] },
		paper: { kind: "invoice" },
		payUrl: "https://sewa.example/app/invoices/inv_01h2xcejqtf2nbrexx3vqjhp41",
		qris: null,
		methods: [BCA],
		...over,
	};
}

/** The lines that a page shows, in the order they were printed. */
function printedOn(page: PDFPage): string[] {
	const contents = page.node.Contents();
	const streams =
		contents instanceof PDFArray ? contents.asArray().map((ref) => page.doc.context.lookup(ref)) : [contents];
	return streams
		.filter((stream) => stream instanceof PDFRawStream)
		.map((stream) => new TextDecoder("latin1").decode(decodePDFRawStream(stream).decode()))
		.flatMap((operators) => [...operators.matchAll(/<([0-9A-F]*)> Tj/gi)])
		.map(([, hex = ""]) =>
			new TextDecoder("windows-1252").decode(Uint8Array.from(hex.match(/../g) ?? [], (h) => Number.parseInt(h, 16))),
		);
}

async function read(invoice: InvoiceDocument, locale: "en" | "id" = "id") {
	const doc = await PDFDocument.load(await renderInvoicePdf(invoice, locale), { updateMetadata: false });
	return { doc, pages: doc.getPages().map(printedOn), text: doc.getPages().flatMap(printedOn) };
}

test("an open invoice says in Indonesian who owes whom what until when, and how to pay", async () => {
	const { text, doc } = await read(invoiceOf());
	for (const expected of [
		"TAGIHAN",
		"INV-2026-000123",
		"PT Sewa Contoh",
		"NPWP 0098 7654 3210 1000",
		"CV Toko Bunga",
	]) {
		expect(text).toContain(expected);
	}
	for (const expected of ["NPWP 0012 3456 7890 1000", "21 November 2026", "28 November 2026", "Paket Tumbuh 1"]) {
		expect(text).toContain(expected);
	}
	for (const expected of ["149.000", "136.583", "16.390", "DPP nilai lain", "PPN 12%", "Rp 165.390"]) {
		expect(text).toContain(expected);
	}
	for (const expected of ["Cara pembayaran", "123 456 7890", "Pindai untuk membuka halaman", "Halaman 1 dari 1"]) {
		expect(text).toContain(expected);
	}
	expect(text).not.toContain("LUNAS");
	expect(doc.getPageCount()).toBe(1);
});

test("the English invoice has English words and figures", async () => {
	const { text } = await read(invoiceOf(), "en");
	for (const expected of ["INVOICE", "Growth plan 1", "149,000", "IDR 165,390", "How to pay", "Page 1 of 1"]) {
		expect(text).toContain(expected);
	}
});

test("with a QRIS the code carries the amount, and the label says so", async () => {
	const { text } = await read(invoiceOf({ qris: withAmount(QRIS, 165_390) }), "en");
	expect(text).toContain("Pay with QRIS");
	expect(text).not.toContain("Scan to open the payment page");
});

test.each([
	["id", "LUNAS", "Cara pembayaran", "Dapat terutang bea meterai (UU 10/2020)."],
	["en", "PAID", "How to pay", "Bea meterai may apply (UU 10/2020)."],
] as const)(
	"a paid invoice in %s is stamped %s, asks for nothing, and mentions stamp duty above Rp 5,000,000",
	async (locale, stamp, ask, duty) => {
		const paid = { status: "paid" as const, paidAt: "2026-11-22T02:00:00Z" };
		const { text } = await read(invoiceOf(paid, { price: 14_900_000 }), locale);
		expect(text).toContain(stamp);
		expect(text).toContain("22 November 2026");
		expect(text).toContain(duty);
		expect(text).not.toContain(ask);
		const exactly = await read(invoiceOf(paid, { price: 5_000_000, taxRegistered: false }), locale);
		expect(exactly.text).toContain(stamp);
		expect(exactly.text).not.toContain(duty);
	},
);

test.each([
	[
		"id",
		"KUITANSI",
		"Telah diterima lunas Rp 16.539.000 untuk tagihan INV-2026-000123.",
		"Dapat terutang bea meterai (UU 10/2020).",
	],
	[
		"en",
		"RECEIPT",
		"Received IDR 16,539,000 in full for invoice INV-2026-000123.",
		"Bea meterai may apply (UU 10/2020).",
	],
] as const)(
	"a receipt in %s says what was received, and mentions stamp duty",
	async (locale, title, received, duty) => {
		const paid = { status: "paid" as const, paidAt: "2026-11-22T02:00:00Z", paper: { kind: "receipt" as const } };
		const { text, doc } = await read(invoiceOf(paid, { price: 14_900_000 }), locale);
		for (const expected of [title, received, duty, "22 November 2026"]) expect(text).toContain(expected);
		expect(text).not.toContain("28 November 2026");
		expect(doc.getTitle()).toBe(`${title} INV-2026-000123`);
		const small = await read(invoiceOf(paid, { price: 149_000 }), locale);
		expect(small.text).not.toContain(duty);
	},
);

test.each([
	["id", "NOTA KREDIT", "Mengurangi sebagian atau seluruh tagihan INV-2026-000123.", "Alasan: Dua hari mati"],
	["en", "CREDIT NOTE", "Takes back part or all of invoice INV-2026-000123.", "Reason: Dua hari mati"],
] as const)(
	"a credit note in %s names its invoice and why, and asks for nothing",
	async (locale, title, about, reason) => {
		const paper = { kind: "credit_note" as const, invoiceNumber: "INV-2026-000123", reason: "Dua hari mati" };
		const note = { number: "CN-2026-000004", status: "paid" as const, paper };
		const { text } = await read(invoiceOf(note, { price: 14_900_000 }), locale);
		for (const expected of [title, "CN-2026-000004", about, reason]) expect(text).toContain(expected);
		for (const other of ["LUNAS", "PAID", "How to pay", "Cara pembayaran", "28 November 2026"])
			expect(text).not.toContain(other);
		expect(text.some((line) => line.includes("meterai"))).toBe(false);
	},
);

test("a void invoice is stamped and asks for nothing", async () => {
	expect((await read(invoiceOf({ status: "void" }))).text).toContain("BATAL");
	const { text } = await read(invoiceOf({ status: "void" }), "en");
	expect(text).toContain("VOID");
	expect(text).not.toContain("How to pay");
});

test("an invoice without PPN has no word of it", async () => {
	const { text } = await read(invoiceOf({}, { taxRegistered: false }));
	expect(text.filter((line) => /PPN|DPP/.test(line))).toEqual([]);
	expect(text).toContain("Rp 149.000");
});

test("forty lines flow over pages with the table's head repeated and every line printed once", async () => {
	const { pages, text } = await read(invoiceOf({}, { lines: 40 }));
	expect(pages.length).toBeGreaterThan(1);
	for (let i = 1; i <= 40; i++) expect(text.filter((line) => line === `Paket Tumbuh ${i}`)).toHaveLength(1);
	for (const page of pages.filter((lines) => lines.some((line) => line.startsWith("Paket Tumbuh")))) {
		expect(page).toContain("Uraian");
	}
	expect(pages.at(-1)).toContain(`Halaman ${pages.length} dari ${pages.length}`);
	expect(text).toContain("Rp 6.615.600");
});

test("many bank accounts and endless names stay on paper", async () => {
	const methods = Array.from({ length: 12 }, (_, i) => ({
		...BCA,
		accountNumber: `1000 ${i}`,
		accountHolder: "W".repeat(80),
	}));
	const { text } = await read(invoiceOf({ methods, buyer: { ...BUYER, name: "M".repeat(120) } }));
	for (const { accountNumber } of methods) expect(text).toContain(accountNumber);
});

test("emoji and Chinese never stop an invoice", async () => {
	const { text } = await read(invoiceOf({ buyer: { ...BUYER, name: "花店 🌸 Ñandú\n👩‍👩‍👧", npwp: null } }));
	expect(text).toContain("?? ? Ñandú ?");
	expect(text).toContain("NPWP -");
});

test.each([
	["e\u0301", "é"],
	["Žofie – “x” €", "Žofie – “x” €"],
	["ế ﬁ Ⅳ", "e fi IV"],
	["a\tb\u0000c\u00a0d", "a b c d"],
	["a\u00adb\u202ec", "abc"],
])("%j is printed as %j", (text, printed) => {
	expect(toWinAnsi(text)).toBe(printed);
});

test("the same invoice is the same file, byte for byte, dated by the invoice", async () => {
	const first = await renderInvoicePdf(invoiceOf(), "id");
	expect(await renderInvoicePdf(invoiceOf(), "id")).toEqual(first);
	const { doc } = await read(invoiceOf());
	expect(doc.getCreationDate()).toEqual(new Date("2026-11-20T18:00:00Z"));
	expect(doc.getTitle()).toBe("TAGIHAN INV-2026-000123");
});
