import type { TenantContext } from "#worker/kernel/context";
import { csvOf } from "#worker/kernel/csv";
import { CURRENCIES, type Currency } from "#worker/kernel/money";
import { dateInJakarta } from "#worker/kernel/time";
import { type EntryRow, entryView, readEntries } from "./list-entries";
import { ownCurrency } from "./read-wallet";
import type { EntryExportQuery } from "./schemas";

/** More than this is asked for by period. */
export const EXPORT_LIMIT = 10_000;

const HEADER = ["time", "kind", "reference", "number", "amount", "balance", "currency", "transfer"];

/** The statement as CSV, oldest first; amounts in the currency's unit with a decimal point. At most 10,000 rows. */
export async function exportEntries(ctx: TenantContext, query: EntryExportQuery): Promise<Response> {
	const currency = query.currency ?? (await ownCurrency(ctx));
	const rows = await readEntries(ctx, { ...query, currency }, { descending: false, limit: EXPORT_LIMIT });
	const name = `${query.account}-${currency.toLowerCase()}-${dateInJakarta(ctx.now)}.csv`;
	return new Response(csvOf(HEADER, rows.map(lineOf)), {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="${name}"`,
			"cache-control": "no-store",
		},
	});
}

function lineOf(row: EntryRow): (string | { number: string } | null)[] {
	const { kind, reference, amount, balanceAfter, createdAt, transferId } = entryView(row);
	const { currency } = amount;
	const figure = (value: number) => ({ number: decimal(value, currency) });
	return [
		...[createdAt, kind, reference.id, reference.number],
		...[figure(amount.amount), figure(balanceAfter.amount), currency, transferId],
	];
}

/** `-1234` cents as `-12.34`, without a float. */
export function decimal(amount: number, currency: Currency): string {
	const { exponent } = CURRENCIES[currency];
	const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
	const whole = digits.slice(0, digits.length - exponent);
	return `${amount < 0 ? "-" : ""}${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ""}`;
}
