import type { Statement } from "./database";
import type { SystemDb } from "./system-db";

type Together<Row> = {
	/** Rows a batch. */
	size: number;
	/** What changes all of these, with guards that undo the batch where one of them is not as it was read. */
	all: (rows: Row[]) => Statement[];
	/** The same for one row by itself. @returns whether it changed */
	one: (row: Row) => Promise<boolean>;
};

/**
 * Changes many rows in few batches. Where a batch fails, for a race or because of one of its rows, each of them is
 * changed for itself, so that none holds up the others; what went wrong with one is thrown when all had their turn.
 * @returns how many changed
 */
export async function together<Row>(db: SystemDb, rows: readonly Row[], how: Together<Row>): Promise<number> {
	let changed = 0;
	const failures: unknown[] = [];
	for (let from = 0; from < rows.length; from += how.size) {
		const some = rows.slice(from, from + how.size);
		const passed = some.length > 1 && (await passes(() => db.batch(how.all(some))));
		changed += passed ? some.length : await oneByOne(some, how, failures);
	}
	if (failures.length > 0) throw failures[0];
	return changed;
}

async function oneByOne<Row>(rows: Row[], { one }: Together<Row>, failures: unknown[]): Promise<number> {
	let changed = 0;
	for (const row of rows) {
		try {
			if (await one(row)) changed++;
		} catch (error) {
			failures.push(error);
		}
	}
	return changed;
}

/** Why it fails is said by the row that fails by itself. */
async function passes(act: () => Promise<void>): Promise<boolean> {
	try {
		await act();
		return true;
	} catch {
		return false;
	}
}
