import { getTableName } from "drizzle-orm";
import type { TenantTable } from "#worker/kernel/columns";
import { apiLogs } from "#worker/modules/audit/api-logs/shard-tables";
import {
	usageDays,
	usageEvents,
	usageFlushes,
	usageHours,
	usageMinutes,
	usageUniques,
} from "#worker/modules/metering/shard-tables";

/** A table of the shards, and what one tenant's rows are copied in the order of: unique, and after the tenant an index. */
export type MovedTable = { name: string; table: TenantTable; by: readonly string[] };

const rollUp = ["meter", "start", "key", "split"];

/**
 * Everything that a tenant has on its shard. A test holds that no table is missing. What lines of the log come to by the
 * hour is not copied: the target's table of lines counts what arrives.
 */
export const MOVED_TABLES: readonly MovedTable[] = [
	{ table: usageFlushes, by: ["sequence"] },
	{ table: usageMinutes, by: rollUp },
	{ table: usageHours, by: rollUp },
	{ table: usageDays, by: rollUp },
	{ table: usageEvents, by: ["source", "eventId"] },
	{ table: usageUniques, by: ["meter", "window", "start", "split", "value"] },
	{ table: apiLogs, by: ["at", "id"] },
].map(({ table, by }) => ({ name: getTableName(table), table, by }));
