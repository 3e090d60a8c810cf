import { eq } from "drizzle-orm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BILLING, buyer, person, request, system } from "#tests/factories";
import { DAY } from "#worker/kernel/time";
import { createDraft, openDraft } from "../invoices/draft-invoice";
import { voidInvoice } from "../invoices/end-invoice";
import { invoiceLines, invoices } from "../invoices/tables";
import { quoteLines } from "../plan-changes/rules";
import { type TaxedInvoice, taxInvoiceOf } from "./coretax-rules";
import { coretaxXml } from "./coretax-xml";
import { previewCoretax } from "./export-coretax";
import type { CoretaxPreview } from "./schemas";

type Node = { name: string; text: string; children: Node[] };
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A reader for the XML that we write: throws on anything that is not well formed. */
function parse(xml: string): Node {
	const root: Node = { name: "", text: "", children: [] };
	const open = [root];
	const tokens = xml.replace(/^<\?xml[^>]*\?>/, "").match(/<[^>]*>|[^<]+/g) ?? [];
	for (const token of tokens) read(token, open);
	expect(open).toHaveLength(1);
	return root.children[0] ?? expect.fail("empty");
}

/** One tag or text; `open` are the elements around it. */
function read(token: string, open: Node[]): void {
	const top = open.at(-1) ?? expect.fail("unbalanced");
	if (token.startsWith("</")) {
		expect(token).toBe(`</${top.name}>`);
		open.pop();
	} else if (token.startsWith("<")) {
		const node = { name: token.match(/^<([A-Za-z]+)/)?.[1] ?? expect.fail(token), text: "", children: [] };
		top.children.push(node);
		if (!token.endsWith("/>")) open.push(node);
	} else if (top.children.length === 0) top.text += unescaped(token);
	else expect(token.trim()).toBe("");
}

function unescaped(text: string): string {
	expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|apos);)/);
	return text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? expect.fail(name));
}

const fieldsOf = (node: Node) =>
	Object.fromEntries(
		node.children.filter(({ children }) => children.length === 0).map(({ name, text }) => [name, text]),
	);
const child = (node: Node, name: string) => node.children.find((it) => it.name === name) ?? expect.fail(name);
const namesOf = (node: Node) => node.children.map(({ name }) => name);

const SELLER = {
	legalName: "PT Sewa Contoh Indonesia",
	address: "Jl. Jenderal Sudirman Kav. 1",
	email: "billing@sewa.example",
	npwp: "0012345678012000",
	taxRegistered: true,
	invoiceDueDays: 7,
};
const AT = Date.UTC(2026, 10, 30, 17, 30);

function invoiceOf(prices: number[], over: Partial<TaxedInvoice> = {}): TaxedInvoice {
	const items = prices.map((amount, i) => ({
		description: { en: `Item ${i}`, id: `Barang ${i}` },
		quantity: 1,
		unitPrice: { amount, currency: "IDR" as const },
	}));
	const quote = quoteLines(items as never, SELLER, AT);
	const lines = quote.lines.map((line, position) => ({
		...line,
		...{ id: `inl_${position}` as const, tenantId: "ten_1" as const, invoiceId: "inv_1" as const, position },
		unitPrice: line.unitPrice.amount,
		amount: line.amount.amount,
		taxBase: line.taxBase.amount,
		tax: line.tax.amount,
	}));
	const sums = { subtotal: quote.subtotal.amount, taxBase: quote.taxBase.amount, tax: quote.tax.amount };
	return {
		...({ id: "inv_1", tenantId: "ten_1", number: "INV-2026-000007", currency: "IDR", taxRule: "PPN-2025" } as const),
		...{ openedAt: AT, credited: 0, seller: SELLER, buyer: { ...BILLING, name: "Toko Bunga" }, lines, ...sums },
		...over,
	} as TaxedInvoice;
}

const fileOf = (invoice: TaxedInvoice) => parse(coretaxXml(SELLER.npwp, [taxInvoiceOf(invoice, SELLER.npwp)]));
const firstOf = (file: Node) => child(child(file, "ListOfTaxInvoice"), "TaxInvoice");
const goodsOf = (file: Node) => child(firstOf(file), "ListOfGoodService").children.map(fieldsOf);

test("every field of the file, in the schema's order", () => {
	const file = fileOf(invoiceOf([100_000]));
	expect(file.name).toBe("TaxInvoiceBulk");
	expect(fieldsOf(file)).toMatchObject({ TIN: "0012345678012000" });
	expect(namesOf(firstOf(file))).toEqual(
		"TaxInvoiceDate TaxInvoiceOpt TrxCode AddInfo CustomDoc CustomDocMonthYear RefDesc FacilityStamp SellerIDTKU BuyerTin BuyerDocument BuyerCountry BuyerDocumentNumber BuyerName BuyerAdress BuyerEmail BuyerIDTKU ListOfGoodService".split(
			" ",
		),
	);
	expect(fieldsOf(firstOf(file))).toEqual({
		...{ TaxInvoiceDate: "2026-12-01", TaxInvoiceOpt: "Normal", TrxCode: "04", RefDesc: "INV-2026-000007" },
		...{ AddInfo: "", CustomDoc: "", CustomDocMonthYear: "", FacilityStamp: "" },
		...{ SellerIDTKU: "0012345678012000000000", BuyerTin: BILLING.npwp, BuyerDocument: "TIN", BuyerCountry: "IDN" },
		...{ BuyerDocumentNumber: "", BuyerName: "Toko Bunga", BuyerEmail: BILLING.email },
		...{ BuyerAdress: "Jl. Melati No. 8, Bandung, Jawa Barat 40115", BuyerIDTKU: `${BILLING.npwp}000000` },
	});
	const goods = child(firstOf(file), "ListOfGoodService").children;
	expect(goods.map(({ name }) => name)).toEqual(["GoodService"]);
	expect(Object.entries(goodsOf(file)[0] ?? {})).toEqual([
		["Opt", "B"],
		["Code", "000000"],
		["Name", "Barang 0"],
		["Unit", "UM.0033"],
		["Price", "100000.00"],
		["Qty", "1"],
		["TotalDiscount", "0.00"],
		["TaxBase", "100000.00"],
		["OtherTaxBase", "91667.00"],
		["VATRate", "12"],
		["VAT", "11000.00"],
		["STLGRate", "0"],
		["STLG", "0.00"],
	]);
});

test.each([null, "0000000000000000", "12345"])("without a tax number (%s) the buyer is named by our id", (npwp) => {
	const file = fileOf(invoiceOf([100_000], { buyer: { ...BILLING, name: "Warung", npwp } }));
	expect(fieldsOf(firstOf(file))).toMatchObject({
		...{ BuyerTin: "0000000000000000", BuyerDocument: "Other ID" },
		...{ BuyerDocumentNumber: "ten_1", BuyerIDTKU: "000000" },
	});
});

test("whatever people typed, the file is well formed and says it", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
			const name = `${typed}</BuyerName> & <"Co'>\u0000\uFFFE\uD800`;
			const file = fileOf(invoiceOf([100_000], { buyer: { ...BILLING, name } }));
			const readable = name.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
			expect(fieldsOf(firstOf(file)).BuyerName).toBe(readable);
		}),
	);
});

test("the sums of the file are the invoice's to the rupiah, discounts and all", () => {
	const price = fc.integer({ min: 20_000, max: 40_000_000 });
	const discounts = fc.array(fc.integer({ min: -9_000, max: -1 }), { maxLength: 2 });
	fc.assert(
		fc.property(fc.array(price, { minLength: 1, maxLength: 5 }), discounts, (prices, off) => {
			const invoice = invoiceOf([...prices, ...off]);
			const goods = goodsOf(fileOf(invoice));
			const total = (name: string) => goods.reduce((sum, line) => sum + Number(line[name]), 0);
			expect([total("TaxBase"), total("OtherTaxBase"), total("VAT")]).toEqual([
				invoice.subtotal,
				invoice.taxBase,
				invoice.tax,
			]);
			for (const line of goods) {
				const { Price, Qty, TotalDiscount, TaxBase, OtherTaxBase, VAT } = line;
				expect(Number(Price) * Number(Qty) - Number(TotalDiscount)).toBe(Number(TaxBase));
				expect(Number(TotalDiscount)).toBeGreaterThanOrEqual(0);
				expect(Math.abs(Number(OtherTaxBase) - (Number(TaxBase) * 11) / 12)).toBeLessThanOrEqual(off.length ? 3 : 0.5);
				expect(Math.abs(Number(VAT) - Number(OtherTaxBase) * 0.12)).toBeLessThanOrEqual(off.length ? 3 : 0.5);
			}
		}),
	);
});

test("the file of a day over HTTP: void and untaxed invoices are not in it, and what lacks is listed", async () => {
	const at = Date.UTC(2041, 4, 5, 3);
	const [whole, numberless, gone] = await Promise.all([
		buyer({}, at),
		buyer({ billing: { ...BILLING, npwp: null } }, at),
		buyer({}, at),
	]);
	await voidInvoice(system(at), gone.founded.invoice?.id ?? "inv_", { reason: "a mistake" });
	const lines = [
		{ description: { en: "Hours", id: "Jam" }, quantity: 3, unitPrice: { amount: 99_999, currency: "IDR" as const } },
	];
	const draft = await createDraft(system(at), { tenantId: whole.ctx.tenantId, lines });
	const extra = await openDraft(system(at), draft.id);
	await createDraft(system(at), { tenantId: whole.ctx.tenantId, lines });
	await buyer({}, at + DAY);

	const operator = await person("operator");
	const days = "?from=2041-05-05&to=2041-05-05";
	const preview = (await (
		await request("GET", `/api/v1/admin/tax/coretax${days}`, { as: operator })
	).json()) as CoretaxPreview;
	expect(preview).toMatchObject({
		invoices: 3,
		taxBase: { amount: 149_000 * 2 + 299_997 },
		vat: { amount: 16_390 * 2 + 33_000 },
		problems: [{ invoice: { id: numberless.founded.invoice?.id }, problem: "no_tax_number", exported: true }],
	});

	const response = await request("GET", `/api/v1/admin/tax/coretax.xml${days}`, { as: operator });
	expect(response.headers.get("content-type")).toContain("application/xml");
	expect(response.headers.get("content-disposition")).toContain("coretax-2041-05-05-2041-05-05.xml");
	const file = parse(await response.text());
	const listed = child(file, "ListOfTaxInvoice").children;
	expect(listed.map((node) => fieldsOf(node).RefDesc)).toContain(extra.number);
	for (const node of listed) {
		const invoice =
			(await system().db.find(invoices, eq(invoices.number, fieldsOf(node).RefDesc ?? ""))) ?? expect.fail();
		const stored = await system().db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, invoice.id) });
		const goods = child(node, "ListOfGoodService").children.map(fieldsOf);
		expect(goods.map((line) => [Number(line.OtherTaxBase), Number(line.VAT)])).toEqual(
			stored.map((line) => [line.taxBase, line.tax]),
		);
	}
});

test.each([
	["?from=2026-11-01&to=2026-10-01", "?to"],
	["?from=2026-01-01&to=2026-11-01", "?to"],
	["?from=november&to=2026-11-01", "?from"],
])("%s is refused at %s", async (query, pointer) => {
	const answer = await request("GET", `/api/v1/admin/tax/coretax${query}`, { as: await person("operator") });
	expect(answer.status).toBe(422);
	expect(await answer.json()).toMatchObject({ issues: [{ pointer }] });
});

test("invoices of dollars, of abroad and of other sellers are left out and listed", async () => {
	const at = Date.UTC(2042, 1, 3, 3);
	const abroad = { ...BILLING, country: "SG", postalCode: "049315", npwp: null };
	await buyer({ billing: abroad }, at);
	await buyer({ currency: "USD" }, at);
	const preview = await previewCoretax(system(at), { from: "2042-02-03", to: "2042-02-03" });
	expect(preview.invoices).toBe(0);
	expect(preview.problems.map(({ problem, exported }) => `${problem} ${exported}`).sort()).toEqual([
		"foreign_buyer false",
		"not_rupiah false",
	]);
});
