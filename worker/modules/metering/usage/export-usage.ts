import type { TenantContext } from "#worker/kernel/context";
import { type CsvCell, csvOf } from "#worker/kernel/csv";
import { readUsage } from "./read-usage";
import type { UsageQuery, UsageView } from "./usage-schemas";

/** The same as `readUsage`, as CSV: one line a window, or one a window and group. */
export async function exportUsage(ctx: TenantContext, query: UsageQuery): Promise<Response> {
	const usage = await readUsage(ctx, query);
	const { meter, from, to } = usage;
	const name = `${meter}-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`;
	return new Response(csvOf(["start", ...(query.groupBy ? [query.groupBy] : []), "value", "unit"], linesOf(usage)), {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="${name}"`,
			"cache-control": "no-store",
		},
	});
}

function linesOf({ items, groups, unit }: UsageView): CsvCell[][] {
	const number = (value: number) => ({ number: String(value) });
	if (!groups) return items.map(({ start, value }) => [start, number(value), unit]);
	return groups.flatMap(({ group, items: of }) =>
		of.map(({ start, value }) => [start, group === null ? null : String(group), number(value), unit]),
	);
}
