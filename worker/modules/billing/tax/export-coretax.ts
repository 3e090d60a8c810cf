import { and, asc, eq, getTableColumns, gt, gte, inArray, lt } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import { DAY, HOUR } from "#worker/kernel/time";
import { invoiceLines, invoices } from "../invoices/tables";
import { readSeller } from "../seller/manage-seller";
import {
	type CoretaxProblem,
	obstacleOf,
	remarkOf,
	type TaxedInvoice,
	type TaxInvoice,
	taxInvoiceOf,
} from "./coretax-rules";
import { coretaxXml } from "./coretax-xml";
import type { CoretaxPreview, CoretaxQuery } from "./schemas";

/** What fits into the memory of one request and one import. */
const MOST = 2_000;
const WIB = 7 * HOUR;

/** Issued, and neither a draft nor void: what was given up is a debt still, and its tax is due. */
const TAXED = inArray(invoices.status, ["open", "paid", "uncollectible"]);

type Problem = { invoice: TaxedInvoice; problem: CoretaxProblem; exported: boolean };
type Gathered = { tin: string; taxed: TaxInvoice[]; problems: Problem[] };

/** What the file would have, and what a person should look at before it is handed in. */
export async function previewCoretax(ctx: SystemContext, query: CoretaxQuery): Promise<CoretaxPreview> {
	const { taxed, problems } = await gather(ctx, query);
	const goods = taxed.flatMap((invoice) => invoice.goods);
	const total = (key: "taxBase" | "otherTaxBase" | "vat") => ({
		amount: goods.reduce((sum, line) => sum + line[key], 0),
		currency: "IDR" as const,
	});
	return {
		...query,
		invoices: taxed.length,
		taxBase: total("taxBase"),
		otherTaxBase: total("otherTaxBase"),
		vat: total("vat"),
		problems: problems.map(({ invoice, problem, exported }) => ({
			invoice: { id: invoice.id, number: invoice.number },
			buyer: invoice.buyer.name,
			problem,
			exported,
		})),
	};
}

/** The month's output tax invoices as Coretax imports them. Who took the file out is audited: it names all buyers. */
export async function exportCoretax(ctx: SystemContext, query: CoretaxQuery): Promise<Response> {
	const { tin, taxed } = await gather(ctx, query);
	const resource = { kind: "coretax", id: `${query.from}/${query.to}` };
	await ctx.db.batch([
		auditInstallation(ctx, { action: "coretax.export", resource, after: { invoices: taxed.length } }),
	]);
	return new Response(coretaxXml(tin, taxed), {
		headers: {
			"content-type": "application/xml; charset=utf-8",
			"content-disposition": `attachment; filename="coretax-${query.from}-${query.to}.xml"`,
			"cache-control": "private, no-store",
		},
	});
}

async function gather(ctx: SystemContext, query: CoretaxQuery): Promise<Gathered> {
	const [seller, found] = await Promise.all([readSeller(ctx.db), loadTaxed(ctx, query)]);
	if (!seller.npwp) throw new AppError("conflict", "The seller has no NPWP; fill in the billing settings first.");
	const tin = seller.npwp;
	const gathered: Gathered = { tin, taxed: [], problems: [] };
	for (const invoice of found) {
		const obstacle = obstacleOf(invoice, tin);
		const problem = obstacle ?? remarkOf(invoice);
		if (problem) gathered.problems.push({ invoice, problem, exported: obstacle === null });
		if (!obstacle) gathered.taxed.push(taxInvoiceOf(invoice, tin));
	}
	return gathered;
}

/** Invoices of these days that bear tax, with their lines: two reads, whatever their number. */
async function loadTaxed(ctx: SystemContext, { from, to }: CoretaxQuery): Promise<TaxedInvoice[]> {
	const [start, end] = [Date.parse(from) - WIB, Date.parse(to) - WIB + DAY];
	const where = and(gte(invoices.openedAt, start), lt(invoices.openedAt, end), gt(invoices.tax, 0), TAXED);
	const [found, lines] = await Promise.all([
		ctx.db.list(invoices, { where, orderBy: [asc(invoices.openedAt), asc(invoices.id)], limit: MOST + 1 }),
		ctx.db.select(getTableColumns(invoiceLines), invoiceLines, {
			joins: [{ table: invoices, on: eq(invoices.id, invoiceLines.invoiceId) }],
			where,
			orderBy: [asc(invoiceLines.position)],
		}),
	]);
	if (found.length > MOST) throw invalid("?to", `More than ${MOST} invoices: ask for fewer days.`);
	const linesOf = Map.groupBy(lines, ({ invoiceId }) => invoiceId);
	return found.map((invoice) => ({ ...invoice, lines: linesOf.get(invoice.id) ?? [] }));
}
