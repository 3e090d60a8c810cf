import { and, eq, getTableColumns, is, SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable, SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import type { SharedTable, TenantTable } from "./columns";
import { type Answers, type Database, guardStatement, type Read, runBatch, runReads, type Statement } from "./database";
import type { Id } from "./ids";
import { insertRows, type Merge, mergeRows } from "./many";

export type Row<T extends SQLiteTable> = T["$inferSelect"];
/** A row to insert; values may be SQL expressions. */
export type NewRow<T extends TenantTable> = Omit<SQLiteInsertValue<T>, "tenantId">;
export type Changes<T extends SQLiteTable> = Omit<SQLiteUpdateSetSource<T>, "tenantId" | "id">;
export type ListOptions = { where?: SQL | undefined; orderBy?: SQL[]; limit?: number };
export type Fields = Record<string, SQLiteColumn | SQL | SQL.Aliased>;
/** What a selection of columns and expressions yields. */
export type Selected<F extends Fields> = {
	[K in keyof F]: F[K] extends SQLiteColumn
		? F[K]["_"]["notNull"] extends true
			? F[K]["_"]["data"]
			: F[K]["_"]["data"] | null
		: F[K] extends SQL<infer V>
			? V
			: F[K] extends SQL.Aliased<infer V>
				? V
				: never;
};
export type Join = { table: SQLiteTable; on: SQL; optional?: boolean };
export type SelectOptions = ListOptions & {
	joins?: Join[];
	groupBy?: (SQLiteColumn | SQL)[];
	having?: SQL | undefined;
};

/**
 * The only door to tenant rows. It adds the tenant to every read, insert, change and joined table, so
 * that a query which forgets it cannot be written.
 */
export class TenantDb {
	readonly tenantId: Id<"tenant">;
	readonly #db: Database;
	readonly #write: (statements: readonly Statement[]) => Promise<void>;

	constructor(db: Database, tenantId: Id<"tenant">, write?: (statements: readonly Statement[]) => Promise<void>) {
		this.#db = db;
		this.tenantId = tenantId;
		this.#write = write ?? ((statements) => runBatch(db, statements));
	}

	async find<T extends TenantTable>(table: T, where: SQL | undefined): Promise<Row<T> | undefined> {
		const [row] = await this.list(table, { where, limit: 1 });
		return row;
	}

	async list<T extends TenantTable>(table: T, options: ListOptions = {}): Promise<Row<T>[]> {
		return this.select(getTableColumns(table) as Fields, table, options) as Promise<Row<T>[]>;
	}

	/** Reads columns and expressions over a tenant table and its joins; joined tenant tables are held to the tenant too. */
	async select<F extends Fields>(fields: F, from: TenantTable, options: SelectOptions = {}): Promise<Selected<F>[]> {
		return buildSelect(this.#db, fields, from, this.#held(from, options)) as unknown as Promise<Selected<F>[]>;
	}

	/** `list` as one of several reads that `readAll` asks at once. */
	toList<T extends TenantTable>(table: T, options: ListOptions = {}): Read<Row<T>> {
		return this.toSelect(getTableColumns(table) as Fields, table, options) as Read<unknown> as Read<Row<T>>;
	}

	/** `select` as one of several reads that `readAll` asks at once. */
	toSelect<F extends Fields>(fields: F, from: TenantTable, options: SelectOptions = {}): Read<Selected<F>> {
		return buildSelect(this.#db, apart(fields), from, this.#held(from, options)) as unknown as Read<Selected<F>>;
	}

	/** Asks several reads in one call of D1, as of one moment. @returns the rows of each, in the same order */
	readAll<const R extends readonly Read<unknown>[]>(reads: R): Promise<Answers<R>> {
		return runReads(this.#db, reads);
	}

	/** Reads a table that the installation shares with its tenants (catalogue, payment methods). */
	async listShared<T extends SharedTable>(table: T, options: ListOptions = {}): Promise<Row<T>[]> {
		return buildSelect(this.#db, getTableColumns(table) as Fields, table, options) as unknown as Promise<Row<T>[]>;
	}

	/** `listShared` as one of several reads that `readAll` asks at once. */
	toListShared<T extends SharedTable>(table: T, options: ListOptions = {}): Read<Row<T>> {
		return buildSelect(this.#db, apart(getTableColumns(table) as Fields), table, options) as unknown as Read<Row<T>>;
	}

	async findShared<T extends SharedTable>(table: T, where: SQL | undefined): Promise<Row<T> | undefined> {
		const [row] = await this.listShared(table, { where, limit: 1 });
		return row;
	}

	insert<T extends TenantTable>(table: T, rows: NewRow<T> | NewRow<T>[]): Statement {
		const all = (Array.isArray(rows) ? rows : [rows]).map((row) => ({ ...row, tenantId: this.tenantId }));
		return this.#db.insert(table).values(all as unknown as SQLiteInsertValue<T>[]) as unknown as Statement;
	}

	/** Inserts the row only while `condition` holds; follow it with `guard` when it must have happened. */
	insertIf<T extends TenantTable>(table: T, row: NewRow<T>, condition: SQL): Statement {
		return insertWhen(this.#db, table, { ...row, tenantId: this.tenantId }, condition);
	}

	/** Inserts the tenant's row, or changes the one that is there under the unique `key`. */
	upsert<T extends TenantTable>(table: T, key: SQLiteColumn, row: NewRow<T>): Statement {
		const values = { ...row, tenantId: this.tenantId } as unknown as SQLiteInsertValue<T>;
		const set = row as unknown as SQLiteUpdateSetSource<T>;
		return this.#db.insert(table).values(values).onConflictDoUpdate({ target: key, set }) as unknown as Statement;
	}

	/** Inserts any number of rows in one statement with one parameter; what a row does not name is null. */
	insertMany<T extends TenantTable>(table: T, rows: readonly NewRow<T>[]): Statement {
		const mine = rows.map((row) => ({ ...row, tenantId: this.tenantId })) as unknown as T["$inferInsert"][];
		return insertRows(this.#db, table, mine);
	}

	/** The same, where one that is there already is changed. */
	mergeMany<T extends TenantTable>(table: T, rows: readonly NewRow<T>[], merge: Merge<T>): Statement {
		const mine = rows.map((row) => ({ ...row, tenantId: this.tenantId })) as unknown as T["$inferInsert"][];
		return mergeRows(this.#db, table, mine, merge);
	}

	update<T extends TenantTable>(table: T, where: SQL | undefined, changes: Changes<T>): Statement {
		const query = this.#db.update(table).set(changes as SQLiteUpdateSetSource<T>);
		return query.where(this.#mine(table, where)) as unknown as Statement;
	}

	remove<T extends TenantTable>(table: T, where: SQL | undefined): Statement {
		return this.#db.delete(table).where(this.#mine(table, where)) as unknown as Statement;
	}

	/** Aborts the batch unless the statement before this one changed exactly one row. */
	guard(name: string): Statement {
		return guardStatement(name);
	}

	batch(statements: readonly Statement[]): Promise<void> {
		return this.#write(statements);
	}

	#held(from: TenantTable, options: SelectOptions): SelectOptions {
		const joins = options.joins?.map(({ table, on, optional }) => {
			const owner = "tenantId" in table ? eq(table.tenantId as SQLiteColumn, this.tenantId) : undefined;
			return { table, on: and(owner, on) ?? on, ...(optional && { optional }) };
		});
		return { ...options, ...(joins && { joins }), where: this.#mine(from, options.where) };
	}

	#mine(table: TenantTable, where: SQL | undefined): SQL | undefined {
		return and(eq(table.tenantId, this.tenantId), where);
	}
}

/** The one way a read is put together, whichever door it goes through. */
export function buildSelect(db: Database, fields: Fields, from: SQLiteTable, options: SelectOptions) {
	const query = db.select(fields).from(from).$dynamic();
	for (const { table, on, optional } of options.joins ?? []) {
		if (optional) query.leftJoin(table, on);
		else query.innerJoin(table, on);
	}
	query.where(options.where);
	if (options.groupBy) query.groupBy(...options.groupBy);
	if (options.having) query.having(options.having);
	if (options.orderBy) query.orderBy(...options.orderBy);
	if (options.limit) query.limit(options.limit);
	return query;
}

/** A batch of D1 answers with objects, where two columns of one name are one: each gets a name of its own. */
function apart<F extends Fields>(fields: F): F {
	const named = Object.entries(fields).map(([key, field], n) => {
		const expression = is(field, SQL.Aliased) ? field.sql : is(field, SQL) ? field : sql`${field}`.mapWith(field);
		return [key, expression.as(`_${n}`)];
	});
	return Object.fromEntries(named);
}

/** `INSERT … SELECT values WHERE condition`, with the values encoded by their columns. */
export function insertWhen<T extends SQLiteTable>(db: Database, table: T, row: object, condition: SQL): Statement {
	const columns = Object.entries(getTableColumns(table));
	const values = columns.map(([key, column]) => {
		const given = (row as Record<string, unknown>)[key];
		const value = given === undefined && column.default !== undefined ? column.default : (given ?? null);
		return value === null ? sql`NULL` : sql`${sql.param(value, column)}`;
	});
	const select = sql`SELECT ${sql.join(values, sql`, `)} WHERE ${condition}`;
	return db.insert(table).select(select) as unknown as Statement;
}
