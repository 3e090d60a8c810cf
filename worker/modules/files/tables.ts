import { foreignKey, index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import { tenants } from "../tenants/tables";

/** Bytes live in R2 under `<tenant>/<file>`; this row says what they are. */
export const files = sqliteTable(
	"files",
	{
		id: idColumn("file"),
		...ownedByTenant,
		name: text().notNull(),
		type: text().notNull(),
		size: integer().notNull(),
		sha256: text().notNull(),
		uploadedBy: ref("user"),
		createdAt: time().notNull(),
	},
	(t) => [
		unique("files_of_tenant").on(t.tenantId, t.id),
		index("files_by_time").on(t.tenantId, t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
