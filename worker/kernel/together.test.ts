import { eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { system } from "#tests/factories";
import { newId } from "./ids";
import { cronRuns } from "./tables";
import { together } from "./together";

const { db } = system();
const rowsOf = (count: number) =>
	Array.from({ length: count }, () => ({ id: newId("cronRun"), task: "together", startedAt: 1 }));
const write = async (rows: ReturnType<typeof rowsOf>) => {
	await db.batch([db.insertMany(cronRuns, rows)]);
	return rows;
};
type Row = ReturnType<typeof rowsOf>[number];
const handledOf = async (rows: Row[]) => {
	const found = await db.list(cronRuns, {
		where: inArray(
			cronRuns.id,
			rows.map(({ id }) => id),
		),
	});
	return rows.map(({ id }) => found.find((row) => row.id === id)?.handled ?? null);
};

/** Sets `handled`, if the row is there; counts how it was done. */
function change(refuse: (row: Row) => boolean = () => false) {
	const done = { batches: 0, alone: 0 };
	const statements = (row: Row) => [
		db.update(cronRuns, eq(cronRuns.id, row.id), { handled: 1 }),
		db.guard("row_there"),
	];
	const all = (rows: Row[]) => {
		done.batches++;
		if (rows.some(refuse)) throw new Error("refused");
		return rows.flatMap(statements);
	};
	const one = async (row: Row) => {
		done.alone++;
		if (refuse(row)) throw new Error(`refused ${row.id}`);
		return db.batch(statements(row)).then(
			() => true,
			() => false,
		);
	};
	return { done, all, one };
}

test("rows change in batches of a size; one that is left over goes by itself", async () => {
	const rows = await write(rowsOf(7));
	const { done, ...how } = change();
	expect(await together(db, rows, { size: 3, ...how })).toBe(7);
	expect(done).toEqual({ batches: 2, alone: 1 });
	expect(await handledOf(rows)).toEqual(Array(7).fill(1));
	expect(await together(db, [], { size: 3, ...how })).toBe(0);
});

test("a row that is gone undoes its batch alone, and the others of it are changed", async () => {
	const rows = await write(rowsOf(6));
	await db.batch([db.remove(cronRuns, eq(cronRuns.id, rows[1]?.id ?? "crn_"))]);
	const { done, ...how } = change();
	expect(await together(db, rows, { size: 3, ...how })).toBe(5);
	expect(done).toEqual({ batches: 2, alone: 3 });
	expect(await handledOf(rows)).toEqual([1, null, 1, 1, 1, 1]);
});

test("a row that cannot be changed holds up none, and is what is thrown in the end", async () => {
	const rows = await write(rowsOf(6));
	const poison = rows[0];
	const { done: _done, ...how } = change((row) => row === poison);
	await expect(together(db, rows, { size: 4, ...how })).rejects.toThrow(`refused ${poison?.id}`);
	expect(await handledOf(rows)).toEqual([null, 1, 1, 1, 1, 1]);
});

test("a guard can ask for any number of rows", async () => {
	const rows = await write(rowsOf(3));
	const all = inArray(
		cronRuns.id,
		rows.map(({ id }) => id),
	);
	await db.batch([db.update(cronRuns, all, { handled: 2 }), db.guard("three", 3)]);
	const two = db.batch([db.update(cronRuns, all, { handled: 5 }), db.guard("two", 2)]);
	await expect(two).rejects.toThrow(/guard_holds/);
	expect(await handledOf(rows)).toEqual([2, 2, 2]);
});
