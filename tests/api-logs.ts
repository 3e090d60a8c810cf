import { and, eq } from "drizzle-orm";
import { vi } from "vitest";
import { system } from "#tests/factories";
import { askShards } from "#worker/kernel/shard-pages";
import type { ApiLogLine } from "#worker/modules/audit/api-logs/line";
import { apiLogs } from "#worker/modules/audit/api-logs/shard-tables";

/** The line of a request that was answered, once the queue has brought it; and the shard it is on. */
export function lineOf(response: Response): Promise<{ line: ApiLogLine; shard: string }> {
	const requestId = response.headers.get("x-request-id") ?? "";
	const id = `log_${requestId.slice("req_".length)}` as const;
	const look = async () => {
		const found = await askShards(system(), async (db, shard) => {
			const line = await db.find(apiLogs, and(eq(apiLogs.id, id), eq(apiLogs.requestId, requestId)));
			return line ? [{ line, shard }] : [];
		});
		const [one, ...others] = found.flat();
		if (!one || others.length > 0) throw new Error(`${found.flat().length} lines of ${requestId}`);
		return one;
	};
	return vi.waitFor(look, { timeout: 15_000, interval: 250 });
}
