import type { SystemContext } from "#worker/kernel/context";
import { writeEach } from "#worker/kernel/shards";
import type { ApiLogLine } from "./line";
import { apiLogs } from "./shard-tables";

/**
 * Writes lines to the shards of their tenants, in one statement each; those of no tenant to the first one. A line that
 * is there already changes nothing. @returns lines of tenants on the move: they have to be tried again later
 */
export function writeLines(ctx: SystemContext, lines: readonly ApiLogLine[]): Promise<ApiLogLine[]> {
	return writeEach(ctx, lines, (db, some) => [db.insertManyNew(apiLogs, some)]);
}
