import { getTableColumns, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable, SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import { type Database, guardStatement, runBatch, type Statement } from "./database";
import type { Id } from "./ids";
import { insertRows } from "./many";
import {
	buildSelect,
	type Changes,
	type Fields,
	insertWhen,
	type ListOptions,
	type Row,
	type Selected,
	type SelectOptions,
	TenantDb,
} from "./tenant-db";

export type HotQuery<F extends Fields> = { fields: F; from: SQLiteTable; options: SelectOptions };
type Prepared = { execute(values: Record<string, unknown>): Promise<unknown> };
const compiled = new WeakMap<Database, Map<HotQuery<Fields>, Prepared>>();

/**
 * The door to every row of the installation. Built only for system users, cron, the queue and the public
 * endpoints that need it; a system user's changes are audited like anybody's.
 */
export class SystemDb {
	readonly #db: Database;

	constructor(db: Database) {
		this.#db = db;
	}

	/** The same installation seen through one tenant's door. `write` is how its batches go, if not straight. */
	tenant(tenantId: Id<"tenant">, write?: TenantDb["batch"]): TenantDb {
		return new TenantDb(this.#db, tenantId, write);
	}

	async find<T extends SQLiteTable>(table: T, where: SQL | undefined): Promise<Row<T> | undefined> {
		const [row] = await this.list(table, { where, limit: 1 });
		return row;
	}

	async list<T extends SQLiteTable>(table: T, options: ListOptions = {}): Promise<Row<T>[]> {
		return this.select(getTableColumns(table) as Fields, table, options) as Promise<Row<T>[]>;
	}

	async select<F extends Fields>(fields: F, from: SQLiteTable, options: SelectOptions = {}): Promise<Selected<F>[]> {
		return buildSelect(this.#db, fields, from, options) as unknown as Promise<Selected<F>[]>;
	}

	/**
	 * Like `select`, with its SQL compiled once an isolate: for reads on a hot path, where compiling costs as much
	 * as a round trip within the house. What varies is a `sql.placeholder` of the spec.
	 */
	async selectHot<F extends Fields>(spec: HotQuery<F>, values: Record<string, unknown>): Promise<Selected<F>[]> {
		const known = compiled.get(this.#db) ?? new Map<HotQuery<Fields>, Prepared>();
		compiled.set(this.#db, known);
		const query = known.get(spec) ?? buildSelect(this.#db, spec.fields, spec.from, spec.options).prepare();
		known.set(spec, query);
		return query.execute(values) as Promise<Selected<F>[]>;
	}

	insert<T extends SQLiteTable>(table: T, rows: SQLiteInsertValue<T> | SQLiteInsertValue<T>[]): Statement {
		const all = Array.isArray(rows) ? rows : [rows];
		return this.#db.insert(table).values(all as SQLiteInsertValue<T>[]) as unknown as Statement;
	}

	/** Inserts any number of rows in one statement with one parameter; what a row does not name is null. */
	insertMany<T extends SQLiteTable>(table: T, rows: readonly T["$inferInsert"][]): Statement {
		return insertRows(this.#db, table, rows);
	}

	/** The same for rows that are not there yet, and only while `condition` holds. */
	insertManyNew<T extends SQLiteTable>(table: T, rows: readonly T["$inferInsert"][], condition?: SQL): Statement {
		const insert = insertRows(this.#db, table, rows, condition) as unknown as { onConflictDoNothing(): Statement };
		return insert.onConflictDoNothing();
	}

	/** Inserts unless a row with the same key is there. */
	insertNew<T extends SQLiteTable>(table: T, row: T["$inferInsert"]): Statement {
		return this.#db.insert(table).values(row).onConflictDoNothing() as unknown as Statement;
	}

	/** Inserts the row, or changes the one that is there under the unique `key`. */
	upsert<T extends SQLiteTable>(table: T, key: SQLiteColumn[], row: T["$inferInsert"], changes: Changes<T>): Statement {
		const query = this.#db.insert(table).values(row);
		return query.onConflictDoUpdate({ target: key, set: changes as SQLiteUpdateSetSource<T> }) as unknown as Statement;
	}

	insertIf<T extends SQLiteTable>(table: T, row: T["$inferInsert"], condition: SQL): Statement {
		return insertWhen(this.#db, table, row, condition);
	}

	update<T extends SQLiteTable>(table: T, where: SQL | undefined, changes: Changes<T>): Statement {
		return this.#db
			.update(table)
			.set(changes as SQLiteUpdateSetSource<T>)
			.where(where) as unknown as Statement;
	}

	remove(table: SQLiteTable, where: SQL | undefined): Statement {
		return this.#db.delete(table).where(where) as unknown as Statement;
	}

	/** Aborts the batch unless the statement before this one changed so many rows. */
	guard(name: string, rows = 1): Statement {
		return guardStatement(name, rows);
	}

	batch(statements: readonly Statement[]): Promise<void> {
		return runBatch(this.#db, statements);
	}
}
