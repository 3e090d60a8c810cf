import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { system } from "#tests/factories";
import { apiLogs } from "#worker/modules/audit/api-logs/shard-tables";
import { newId } from "./ids";
import { pageClause, toPage } from "./pages";
import { askShards, mergePages } from "./shard-pages";

type Log = typeof apiLogs.$inferSelect;
type Sort = "at" | "-at" | "method" | "-method";

/** Shards of one test are lines of their own in one D1, told apart by the route: so there can be any number. */
let worlds = 0;
async function world(shards: { at: number; method: string }[][]) {
	const name = `/world-${worlds++}`;
	const db = system().shards.at("00");
	const routeOf = (code: string) => `${name}/${code}`;
	const rows = shards.flatMap((lines, shard) =>
		lines.map(
			(line): Log => ({
				...{ ...line, id: newId("apiLog"), tenantId: null, route: routeOf(String(shard)), status: 200, duration: 1 },
				...{ actorKind: "user" as const, actorId: "-", requestBytes: 0, responseBytes: 0 },
				...{ requestId: "-", weight: 1, deprecated: false },
			}),
		),
	);
	if (rows.length > 0) await db.batch([db.insertMany(apiLogs, rows)]);
	const asked = { now: 0, most: 0, rows: 0 };
	const door = { ...system().shards, codes: shards.map((_lines, shard) => String(shard)), at: () => db };
	const columns = { at: apiLogs.at, method: apiLogs.method };
	const key = (sort: Sort) => (row: Log) => [sort.endsWith("at") ? row.at : row.method, row.id] as [number, string];

	async function page(sort: Sort, limit: number, cursor: string | undefined) {
		const query = { sort, limit, cursor };
		const { after, ...clause } = pageClause(query, columns, apiLogs.id);
		const read = async (_db: typeof db, code: string) => {
			asked.most = Math.max(asked.most, ++asked.now);
			const found = await db.list(apiLogs, { ...clause, where: and(eq(apiLogs.route, routeOf(code)), after) });
			asked.now--;
			return found;
		};
		const merged = await mergePages({ shards: door }, { query, key: key(sort), read });
		expect(merged.length).toBeLessThanOrEqual(limit + 1);
		return toPage(merged, query, key(sort), (row) => row.id);
	}

	/** What one database would answer, had it all the rows. */
	async function inOneList(sort: Sort) {
		const { orderBy } = pageClause({ sort, limit: 1 }, columns, apiLogs.id);
		const all = await db.list(apiLogs, { where: undefined, orderBy });
		return all.filter((row) => row.route.startsWith(`${name}/`)).map((row) => row.id);
	}
	return { page, inOneList, asked, door };
}

const line = fc.record({
	at: fc.integer({ min: 0, max: 5 }),
	method: fc.oneof(fc.constantFrom("GET", "Ö", "￿", "😀"), fc.string({ unit: "binary", maxLength: 3 })),
});

test("pages over any number of shards are one sorted list: nothing is lost, nothing comes twice", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(line, { maxLength: 5 }), { minLength: 1, maxLength: 9 }),
			fc.constantFrom<Sort>("at", "-at", "method", "-method"),
			fc.integer({ min: 2, max: 7 }),
			async (shards, sort, limit) => {
				const { page, inOneList } = await world(shards);
				const seen: string[] = [];
				let cursor: string | undefined;
				do {
					const { items, nextCursor } = await page(sort, limit, cursor);
					seen.push(...items);
					cursor = nextCursor ?? undefined;
				} while (cursor);
				expect(seen).toEqual(await inOneList(sort));
			},
		),
		{ numRuns: 15 },
	);
});

test("however many shards there are, six are asked at once", async () => {
	const { page, asked, door } = await world(Array.from({ length: 20 }, (_, at) => [{ at, method: "GET" }]));
	expect((await page("-at", 3, undefined)).items).toHaveLength(3);
	expect(asked.most).toBe(6);
	expect(await askShards({ shards: door }, async (_db, code) => code)).toEqual(door.codes);
});
