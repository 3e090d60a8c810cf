import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MOVED_TABLES } from "./moved-tables";
import { differenceOf } from "./rules";

const files = import.meta.glob("../../../**/shard-tables.ts", { eager: true }) as Record<string, object>;

test("a move takes along every table of the shards", () => {
	const tables = Object.values(files).flatMap((file) => Object.values(file).filter((value) => is(value, SQLiteTable)));
	const names = tables.map((table) => getTableName(table as SQLiteTable));
	// They are about the shard, or made from what arrives there.
	const stays = ["guards", "fences", "api_log_hours", "api_log_durations"];
	const taken = new Set(names.filter((name) => !stays.includes(name)));
	expect(taken.size).toBeGreaterThan(6);
	expect(new Set(MOVED_TABLES.map(({ name }) => name))).toEqual(taken);
});

const tally = fc.record({
	...{ rows: fc.nat(), value: fc.double({ noNaN: true, noDefaultInfinity: true }), at: fc.nat() },
});

test("equal tallies do not differ; a row more, or a whole number more, does", () => {
	fc.assert(
		fc.property(tally, fc.integer({ min: 1, max: 1000 }), (one, more) => {
			expect(differenceOf("t", one, { ...one })).toBeNull();
			expect(differenceOf("t", one, { ...one, rows: one.rows + more })).toBe(
				`t: ${one.rows + more} of ${one.rows} rows`,
			);
			const small = { ...one, at: one.at % 1_000_000 };
			expect(differenceOf("t", small, { ...small, at: small.at + more })).toBe("t: other values in at");
		}),
	);
});

test("sums of fractions in another order are the same sum", () => {
	expect(differenceOf("t", { rows: 3, value: 0.1 + 0.2 + 0.3 }, { rows: 3, value: 0.3 + 0.2 + 0.1 })).toBeNull();
	expect(differenceOf("t", { rows: 3, value: 1 }, { rows: 3, value: 1.000_001 })).toBe("t: other values in value");
});
