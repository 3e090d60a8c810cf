import type { GoodService, TaxInvoice } from "./coretax-rules";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
/** What XML 1.0 has no way to write: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string =>
	text.replace(UNWRITABLE, "").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
const element = (name: string, text: string): string =>
	text === "" ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`;
const elements = (fields: Record<string, string>): string =>
	Object.entries(fields)
		.map(([name, text]) => element(name, text))
		.join("");
const amount = (rupiah: number): string => rupiah.toFixed(2);

/** A service (`B`), of no particular code and unit (UM.0033, "lainnya"), without luxury tax. */
const good = (line: GoodService): string =>
	elements({
		Opt: "B",
		Code: "000000",
		Name: line.name,
		Unit: "UM.0033",
		Price: amount(line.price),
		Qty: String(line.quantity),
		TotalDiscount: amount(line.discount),
		TaxBase: amount(line.taxBase),
		OtherTaxBase: amount(line.otherTaxBase),
		VATRate: String(line.vatRate),
		VAT: amount(line.vat),
		STLGRate: "0",
		STLG: amount(0),
	});

/** The order of the elements is the schema's, and so is the spelling of `BuyerAdress`. */
const taxInvoice = (invoice: TaxInvoice): string => {
	const head = elements({
		TaxInvoiceDate: invoice.date,
		TaxInvoiceOpt: "Normal",
		TrxCode: "04",
		AddInfo: "",
		CustomDoc: "",
		CustomDocMonthYear: "",
		RefDesc: invoice.reference,
		FacilityStamp: "",
		SellerIDTKU: invoice.sellerIdtku,
		BuyerTin: invoice.buyer.tin,
		BuyerDocument: invoice.buyer.document,
		BuyerCountry: "IDN",
		BuyerDocumentNumber: invoice.buyer.number,
		BuyerName: invoice.name,
		BuyerAdress: invoice.address,
		BuyerEmail: invoice.email,
		BuyerIDTKU: invoice.buyer.idtku,
	});
	const goods = invoice.goods.map((line) => `<GoodService>${good(line)}</GoodService>`).join("");
	return `<TaxInvoice>${head}<ListOfGoodService>${goods}</ListOfGoodService></TaxInvoice>`;
};

/** The file that Coretax imports: output tax invoices of one seller. */
export function coretaxXml(tin: string, invoices: TaxInvoice[]): string {
	const list = invoices.map((invoice) => `${taxInvoice(invoice)}\n`).join("");
	const schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="TaxInvoice.xsd"';
	return `<?xml version="1.0" encoding="utf-8"?>\n<TaxInvoiceBulk ${schema}>${element("TIN", tin)}<ListOfTaxInvoice>\n${list}</ListOfTaxInvoice></TaxInvoiceBulk>\n`;
}
