import { and, eq, getTableColumns } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { among } from "#worker/kernel/many";
import { pageClause, toPage } from "#worker/kernel/pages";
import { mergePages } from "#worker/kernel/shard-pages";
import { livesHere } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY, iso } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { meters } from "../tables";
import { endOf, windowsOf } from "./usage-ranges";
import type { TenantUsageQuery } from "./usage-schemas";
import { sourceOf } from "./usage-source";

/**
 * Tenants by their use of a meter over whole days, from all shards: as the roll-ups have it, a minute or two behind.
 */
export async function listTenantUsage(ctx: SystemContext, query: TenantUsageQuery) {
	const { meter: code, to = ctx.now + 1, from = to - 30 * DAY } = query;
	const meter = await ctx.db.find(meters, eq(meters.code, code));
	if (!meter || meter.source === "records") throw invalid("?meter", "No such meter is counted over time.");
	const days = windowsOf("day", { start: from, end: to }, ctx.now);
	const range = { start: days[0] ?? 0, end: endOf("day", days) };
	const { table, where, value } = sourceOf({ ...meter, window: "day" }, range);
	const { tenantId } = getTableColumns(table);

	const read = async (shard: SystemDb) => {
		const { after: having, ...page } = pageClause(query, { value }, tenantId);
		const here = and(where, livesHere(table));
		return shard.select({ tenantId, value }, table, { ...page, having, where: here, groupBy: [tenantId] });
	};
	const key = (row: { tenantId: Id<"tenant">; value: number }): [number, string] => [row.value, row.tenantId];
	const rows = await mergePages(ctx, { query, key, read });
	const names = await namesOf(ctx, rows);
	const page = toPage(rows, query, key, (row) => {
		return { tenant: { id: row.tenantId, name: names.get(row.tenantId) ?? "" }, value: row.value };
	});
	return { ...page, meter: code, from: iso(range.start), to: iso(range.end) };
}

async function namesOf(ctx: SystemContext, rows: readonly { tenantId: Id<"tenant"> }[]) {
	const ids = rows.map(({ tenantId }) => tenantId);
	const found = await ctx.db.select({ id: tenants.id, name: tenants.name }, tenants, { where: among(tenants.id, ids) });
	return new Map(found.map(({ id, name }) => [id, name]));
}
