import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Database = DrizzleD1Database & { $client: D1Database };

const opened = new WeakMap<D1Database, Database>();

/** Opens D1, once an isolate. Only the kernel may: everybody else holds a TenantDb, a SystemDb or a named door. */
export function openDatabase(d1: D1Database): Database {
	const known = opened.get(d1) ?? drizzle(d1, { casing: "snake_case" });
	opened.set(d1, known);
	return known;
}

declare const held: unique symbol;

/** A write that came from TenantDb or SystemDb. `batch` takes nothing else. */
export type Statement = { toSQL(): { sql: string; params: unknown[] } } & { readonly [held]: true };

/** All or nothing: D1 runs the statements in one transaction. None of them answers, so nothing has to be mapped. */
export async function runBatch({ $client }: Database, statements: readonly Statement[]): Promise<void> {
	if (statements.length === 0) return;
	const bound = statements.map((statement) => {
		const { sql, params } = statement.toSQL();
		return $client.prepare(sql).bind(...params);
	});
	await $client.batch(bound);
}

declare const answer: unique symbol;

/** A read that is put together and not asked yet. It came from TenantDb; `readAll` asks several at once. */
export type Read<Row> = { readonly [answer]: Row };
/** What reads yield, each its rows. */
export type Answers<R extends readonly Read<unknown>[]> = {
	-readonly [K in keyof R]: R[K] extends Read<infer Row> ? Row[] : never;
};

/** One call of D1, which answers all of them as of the same moment. */
export function runReads<R extends readonly Read<unknown>[]>(db: Database, reads: R): Promise<Answers<R>> {
	return db.batch(reads as never) as Promise<unknown> as Promise<Answers<R>>;
}

/** Aborts the batch unless the statement before it changed exactly one row, or as many as are said. */
export function guardStatement(name: string, rows = 1): Statement {
	const query = { sql: "INSERT INTO guards SELECT ?, 0 WHERE changes() <> ?", params: [name, rows] };
	return { toSQL: () => query } as Statement;
}

/** True when the database refused a write because of the constraint of that name (or `table.column` for UNIQUE). */
export function violates(error: unknown, constraint: string): boolean {
	for (let e = error; e instanceof Error; e = e.cause) if (e.message.includes(constraint)) return true;
	return false;
}

/** A guard of the batch did not hold: somebody else was first. */
export const lostRace = (error: unknown): boolean => violates(error, "guard_holds");
