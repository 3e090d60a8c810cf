import { asc, eq, getTableColumns } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { system, tenant } from "#tests/factories";
import type { TenantContext } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import { apiLogs } from "#worker/modules/audit/api-logs/shard-tables";
import * as usage from "#worker/modules/metering/shard-tables";
import { MOVED_TABLES } from "#worker/modules/platform/shards/moved-tables";
import { tenants } from "#worker/modules/tenants/tables";

export type Log = typeof apiLogs.$inferSelect;

/** A line of the API's log. */
export const logLine = (tenantId: Id<"tenant"> | null, route: string, at = 1): Log => ({
	...{ id: newId("apiLog"), tenantId, at, method: "GET", route, status: 200, duration: 1, actorKind: "user" },
	...{ actorId: "-", requestBytes: 0, responseBytes: 0, requestId: "-", weight: 1, deprecated: false },
});

/** A new tenant whose workload data is on that shard. */
export async function placedAt(shard: string): Promise<TenantContext> {
	const { ctx } = await tenant();
	await ctx.db.batch([ctx.db.update(tenants, undefined, { shard })]);
	return ctx;
}

/** Some rows of the tenant in every table of a shard, `count` in each. */
export async function fill({ tenantId, shards }: TenantContext, code: string, count: number): Promise<void> {
	const db = shards.at(code);
	const each = <R>(row: (n: number) => R) => Array.from({ length: count }, (_, n) => ({ tenantId, ...row(n) }));
	const rollUp = (n: number) => ({
		...{ meter: `m${n % 3}`, start: n, key: "", split: `POST /ö/${n}`, value: n / 7, count: n, latestAt: 1.7e12 + n },
	});
	const data = (n: number) => ({ words: "a 'quoted' \" 😀".repeat(n + 1), nested: { n, none: null, half: 0.1 * n } });
	await db.batch([
		db.insertMany(
			usage.usageFlushes,
			each((n) => ({ sequence: n, appliedAt: n })),
		),
		db.insertMany(usage.usageMinutes, each(rollUp)),
		db.insertMany(usage.usageHours, each(rollUp)),
		db.insertMany(usage.usageDays, each(rollUp)),
		db.insertMany(
			usage.usageEvents,
			each((n) => ({
				...{ source: "/pos", eventId: `e${n}`, type: "sale", time: n, receivedAt: n },
				...{ subject: n % 2 ? "x" : null, data: n % 3 ? data(n) : null },
			})),
		),
		db.insertMany(
			usage.usageUniques,
			each((n) => ({ meter: "m", window: "day" as const, start: n, split: "", value: `v${n}` })),
		),
		db.insertMany(
			apiLogs,
			each((n) => logLine(tenantId, `/r${n % 4}`, n % 5)),
		),
	]);
}

/** All that a tenant has on a shard, by table. */
export async function rowsOn(code: string, tenantId: Id<"tenant">): Promise<Record<string, unknown[]>> {
	const db = system().shards.at(code);
	const all = MOVED_TABLES.map(async ({ name, table, by }) => {
		const columns = getTableColumns(table) as Record<string, SQLiteColumn>;
		const orderBy = by.map((key) => asc(columns[key] as SQLiteColumn));
		return [name, await db.list(table, { where: eq(table.tenantId, tenantId), orderBy })] as const;
	});
	return Object.fromEntries(await Promise.all(all));
}

export const NOTHING = Object.fromEntries(MOVED_TABLES.map(({ name }) => [name, []]));
