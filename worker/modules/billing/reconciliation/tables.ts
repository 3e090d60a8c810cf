import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { BOOKS, type Book, type Kind, REMEDIES, type Said } from "./rules";

/** Where two books disagree. A difference that a later run does not find any more is resolved. */
export const differences = sqliteTable(
	"reconciliation_differences",
	{
		id: idColumn("difference"),
		kind: text().$type<Kind>().notNull(),
		tenantId: ref("tenant"),
		subjectId: text().notNull(),
		ours: text({ mode: "json" }).$type<Said>().notNull(),
		theirs: text({ mode: "json" }).$type<Said>().notNull(),
		amount: integer(),
		currency: text().$type<Currency>(),
		remedy: text({ enum: REMEDIES }).notNull().default("look"),
		firstSeenAt: time().notNull(),
		lastSeenAt: time().notNull(),
		resolvedAt: time(),
		/** Who said that it is settled; null where a run did not find it any more. */
		resolvedBy: text(),
		resolution: text(),
	},
	(t) => [
		uniqueIndex("reconciliation_differences_once").on(t.kind, t.subjectId),
		index("reconciliation_differences_open").on(t.resolvedAt, t.firstSeenAt, t.id),
		index("reconciliation_differences_by_time").on(t.firstSeenAt, t.id),
	],
);

/** How far the comparison of each book has come: a run goes on where the last one stopped, and begins anew at the end. */
export const reconciliationProgress = sqliteTable("reconciliation_progress", {
	book: text({ enum: BOOKS as [Book, ...Book[]] }).primaryKey(),
	cursor: text(),
	checkedAt: time().notNull(),
	/** Rows compared by the last run, and when the end was last reached. */
	examined: integer().notNull(),
	completedAt: time(),
});
