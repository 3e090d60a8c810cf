import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "#worker/kernel/columns";

/** One request to the API. In the shard of its tenant; what concerns no tenant is in the first one. */
export const apiLogs = sqliteTable(
	"api_logs",
	{
		id: idColumn("apiLog"),
		tenantId: ref("tenant"),
		at: time().notNull(),
		method: text().notNull(),
		/** The route's path as documented, not the address that was asked. */
		route: text().notNull(),
		status: integer().notNull(),
		/** Milliseconds. */
		duration: integer().notNull(),
		actorKind: text({ enum: ["user", "key", "anonymous"] }).notNull(),
		actorId: text().notNull(),
		requestBytes: integer().notNull(),
		responseBytes: integer().notNull(),
		requestId: text().notNull(),
		/** How many requests this one stands for, where they are sampled. */
		weight: integer().notNull(),
		/** Whether the route is deprecated. */
		deprecated: integer({ mode: "boolean" }).notNull(),
	},
	// Written with every request: no more of them than lists need. Errors and deprecated routes are few, and have their own.
	(t) => [
		index("api_logs_by_time").on(t.at, t.id),
		index("api_logs_by_route").on(t.route, t.at, t.id),
		index("api_logs_by_duration").on(t.duration, t.id),
		index("api_logs_errors").on(t.at, t.id).where(sql`status >= 400`),
		index("api_logs_by_tenant").on(t.tenantId, t.at, t.id),
		index("api_logs_by_tenant_route").on(t.tenantId, t.route, t.at, t.id),
		index("api_logs_by_tenant_actor").on(t.tenantId, t.actorId, t.at, t.id),
		index("api_logs_by_tenant_duration").on(t.tenantId, t.duration, t.id),
		index("api_logs_errors_by_tenant").on(t.tenantId, t.at, t.id).where(sql`status >= 400`),
		index("api_logs_deprecated").on(t.at).where(sql`deprecated = 1`),
	],
);
