/** What a piece of work asked of D1. */
export type Count = {
	/** Calls of D1: a statement by itself or a batch. */
	calls: number;
	/** Round trips one after another: calls that are under way together are one. */
	trips: number;
	statements: number;
	/** As D1 bills them; counted where `rows` is asked for, because reading them costs a second run of each read. */
	rowsRead: number;
	rowsWritten: number;
};

export const nothing = (): Count => ({ calls: 0, trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 });

/** The same database, counting. Nothing of it changes but that it is counted. */
export function counting(
	db: D1Database,
	count: Count,
	{ rows = false, seen }: { rows?: boolean; seen?: Map<string, unknown[]> } = {},
): D1Database {
	let underWay = 0;
	async function call<T>(statements: number, run: () => Promise<T>): Promise<T> {
		if (underWay++ === 0) count.trips++;
		count.calls++;
		count.statements += statements;
		try {
			return await run();
		} finally {
			underWay--;
		}
	}
	function add(meta: { rows_read?: number; rows_written?: number }) {
		count.rowsRead += meta.rows_read ?? 0;
		count.rowsWritten += meta.rows_written ?? 0;
	}
	const inner = new WeakMap<object, D1PreparedStatement>();
	function wrap(statement: D1PreparedStatement, sql: string): D1PreparedStatement {
		const wrapped = {
			bind: (...values: unknown[]) => {
				seen?.set(sql, values);
				return wrap(statement.bind(...values), sql);
			},
			raw: (options?: never) =>
				call(1, async () => {
					if (rows) add((await statement.all()).meta);
					return statement.raw(options as never);
				}),
			all: () =>
				call(1, async () => {
					const result = await statement.all();
					add(result.meta);
					return result;
				}),
			run: () =>
				call(1, async () => {
					const result = await statement.run();
					add(result.meta);
					return result;
				}),
			first: (column?: never) => call(1, () => statement.first(column as never)),
		};
		inner.set(wrapped, statement);
		return wrapped as unknown as D1PreparedStatement;
	}
	return {
		prepare: (sql: string) => {
			return wrap(db.prepare(sql), sql);
		},
		batch: (statements: D1PreparedStatement[]) =>
			call(statements.length, async () => {
				const results = await db.batch(statements.map((each) => inner.get(each) ?? each));
				for (const { meta } of results) add(meta);
				return results;
			}),
	} as unknown as D1Database;
}
