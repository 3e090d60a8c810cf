import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { system } from "#tests/factories";
import { newId } from "./ids";
import { among } from "./many";
import { cronRuns } from "./tables";
import { type Place, walk } from "./walk";

const { startedAt, id, task } = cronRuns;
let lists = 0;

/** A list of its own with one row for each of these times. */
async function listOf(times: number[]) {
	const { db } = system();
	const name = `walk ${lists++}`;
	const rows = times.map((at) => ({ id: newId("cronRun"), task: name, startedAt: at }));
	await db.batch([db.insertMany(cronRuns, rows)]);
	const seen: string[] = [];
	const pages: number[] = [];
	const go = (more: { page: number; most: number; from?: Place | null; leave?: boolean }) =>
		walk({
			...{ by: { at: startedAt, id }, ...more },
			read: ({ after, ...page }) => db.list(cronRuns, { where: and(eq(task, name), after), ...page }),
			placeOf: (row) => ({ at: row.startedAt, id: row.id }),
			handle: async (some) => {
				pages.push(some.length);
				seen.push(...some.map((row) => row.id));
				if (more.leave) await db.batch([db.remove(cronRuns, among(id, seen))]);
			},
		});
	const inOrder = rows.toSorted((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)).map((row) => row.id);
	return { go, seen, pages, inOrder };
}

test("walks that go on where the one before had its fill meet every row once, in order, with many of one moment", async () => {
	const times = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 25 });
	const sizes = fc.record({ page: fc.integer({ min: 1, max: 7 }), most: fc.integer({ min: 1, max: 12 }) });
	await fc.assert(
		fc.asyncProperty(times, sizes, fc.boolean(), async (rows, { page, most }, leave) => {
			const { go, seen, pages, inOrder } = await listOf(rows);
			let from: Place | null = null;
			let handled = 0;
			do {
				const walked = await go({ page, most, from, leave });
				expect(walked.handled).toBeLessThanOrEqual(most);
				if (walked.rest !== null) expect(walked.handled).toBe(most);
				handled += walked.handled;
				from = walked.rest;
			} while (from !== null);
			expect(seen).toEqual(inOrder);
			expect(handled).toBe(rows.length);
			expect(pages.every((size) => size > 0 && size <= page)).toBe(true);
		}),
		{ numRuns: 25 },
	);
});

test("an empty list is walked without handling anything", async () => {
	const { go, pages } = await listOf([]);
	expect(await go({ page: 5, most: 10 })).toEqual({ handled: 0, rest: null });
	expect(pages).toEqual([]);
});
