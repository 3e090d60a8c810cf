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
	(t) => [
		index("api_logs_by_time").on(t.at, t.id),
		index("api_logs_by_tenant").on(t.tenantId, t.at, t.id),
		index("api_logs_by_route").on(t.route, t.at, t.id),
		index("api_logs_by_status").on(t.status, t.at, t.id),
		index("api_logs_by_duration").on(t.duration, t.at, t.id),
		index("api_logs_deprecated").on(t.deprecated, t.at),
	],
);
