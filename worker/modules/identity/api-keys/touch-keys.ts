import { sql } from "drizzle-orm";
import type { Id } from "#worker/kernel/ids";
import type { SystemDb } from "#worker/kernel/system-db";
import { apiKeys } from "./tables";

/**
 * Notes when keys were last used, in one statement for all of them; a later use is never undone by an earlier one, so
 * the order and repetition of flushes do not matter. `at` is in epoch milliseconds.
 */
export async function touchKeys(db: SystemDb, uses: readonly { id: Id<"apiKey">; at: number }[]): Promise<void> {
	if (uses.length === 0) return;
	const latest: Record<string, number> = {};
	for (const { id, at } of uses) latest[id] = Math.max(at, latest[id] ?? 0);
	const json = JSON.stringify(latest);
	const used = sql`${apiKeys.id} IN (SELECT key FROM json_each(${json}))`;
	const lastUsedAt = sql`max(coalesce(${apiKeys.lastUsedAt}, 0), json_extract(${json}, '$.' || ${apiKeys.id}))`;
	await db.batch([db.update(apiKeys, used, { lastUsedAt })]);
}
