import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "#worker/kernel/columns";

/** Where two books disagree. A difference that a later run does not find any more is resolved. */
export const differences = sqliteTable(
	"reconciliation_differences",
	{
		id: idColumn("difference"),
		kind: text().notNull(),
		tenantId: ref("tenant"),
		subjectId: text().notNull(),
		ours: text().notNull(),
		theirs: text().notNull(),
		amount: integer(),
		currency: text(),
		firstSeenAt: time().notNull(),
		lastSeenAt: time().notNull(),
		resolvedAt: time(),
		resolution: text(),
	},
	(t) => [
		uniqueIndex("reconciliation_differences_once").on(t.kind, t.subjectId),
		index("reconciliation_differences_open").on(t.resolvedAt, t.firstSeenAt, t.id),
	],
);
