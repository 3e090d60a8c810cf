import { and, eq } from "drizzle-orm";
import type { TenantTable } from "#worker/kernel/columns";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { type PageQuery, toPage } from "#worker/kernel/pages";
import { mergePages } from "#worker/kernel/shard-pages";
import { livesHere, readShard } from "#worker/kernel/shards";
import { apiKeys } from "#worker/modules/identity/api-keys/tables";
import { pageOfLog, placeOf, wanted } from "./filters";
import type { ApiLogLine } from "./line";
import type { ApiLogFilters, ApiLogQuery, SystemApiLogQuery } from "./schemas";
import { apiLogs } from "./shard-tables";
import { lineView, namesAnywhere, namesInTenant, systemLineView } from "./views";

type Asked = ApiLogFilters & PageQuery;

/** The tenant's requests: the last ones, or the slowest ones. */
export async function listApiLogs(ctx: TenantContext, query: ApiLogQuery) {
	const rows = await linesOfTenant(ctx, ctx.tenantId, query);
	const names = await namesInTenant(ctx, rows);
	return toPage(rows, query, placeOf(query), (row) => lineView(row, names));
}

/** Requests of all tenants and of nobody's, over all shards. Those of one tenant, or one key, are read from one shard. */
export async function listAllApiLogs(ctx: SystemContext, query: SystemApiLogQuery) {
	const rows = await linesAnywhere(ctx, query);
	const names = await namesAnywhere(ctx, rows);
	return toPage(rows, query, placeOf(query), (row) => systemLineView(row, names));
}

/** One row more than the limit, where there are more. */
export async function linesOfTenant(
	ctx: TenantContext | SystemContext,
	tenantId: Id<"tenant">,
	query: Asked,
): Promise<ApiLogLine[]> {
	const { after, ...page } = pageOfLog(query);
	const shard = await readShard(ctx, tenantId);
	const rows = await shard.list(apiLogs as TenantTable, { ...page, where: and(wanted(query), after) });
	return rows as unknown as ApiLogLine[];
}

export async function linesAnywhere(ctx: SystemContext, query: Asked & { tenantId?: Id<"tenant"> | undefined }) {
	const tenantId = query.tenantId ?? (query.key && (await ownerOf(ctx, query.key)));
	if (tenantId) return linesOfTenant(ctx, tenantId, query);
	if (query.key) return [];
	const { after, ...page } = pageOfLog(query);
	return mergePages(ctx, {
		...{ query, key: placeOf(query) },
		read: (db) => db.list(apiLogs, { ...page, where: and(livesHere(apiLogs), wanted(query), after) }),
	});
}

async function ownerOf({ db }: SystemContext, keyId: Id<"apiKey">): Promise<Id<"tenant"> | undefined> {
	const [key] = await db.select({ tenantId: apiKeys.tenantId }, apiKeys, { where: eq(apiKeys.id, keyId), limit: 1 });
	return key?.tenantId;
}
