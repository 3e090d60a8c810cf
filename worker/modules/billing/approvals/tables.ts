import { sql } from "drizzle-orm";
import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { APPROVAL_KINDS, APPROVAL_STATUSES } from "./rules";

/** Four eyes: what one person wants to do above the limit, waiting for a second one who is somebody else. */
export const approvalRequests = sqliteTable(
	"approval_requests",
	{
		id: idColumn("approval"),
		...ownedByTenant,
		kind: text({ enum: APPROVAL_KINDS }).notNull(),
		subjectId: text().notNull(),
		amount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		/** The input of the use case that runs once it is approved. */
		input: text({ mode: "json" }).$type<unknown>().notNull(),
		reason: text(),
		status: text({ enum: APPROVAL_STATUSES }).notNull(),
		requestedBy: ref("user")
			.notNull()
			.references(() => users.id),
		decidedBy: ref("user").references(() => users.id),
		decidedAt: time(),
		/** Why it was turned down. */
		decisionReason: text(),
		createdAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("approval_requests_one_waiting").on(t.kind, t.subjectId).where(sql`status = 'waiting'`),
		index("approval_requests_by_status").on(t.status, t.createdAt, t.id),
		index("approval_requests_by_kind").on(t.kind, t.createdAt, t.id),
		index("approval_requests_by_time").on(t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
