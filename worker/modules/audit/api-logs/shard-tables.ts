import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";

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
		index("api_logs_slow").on(t.at).where(sql`duration > 1000`),
	],
);

/*
 * What lines of an hour come to, so that statistics read hours. Triggers of `api_logs` keep both (migration 0005): a line
 * that is written, moved or forgotten is in them or not, however it came or went. Lines of nobody have the tenant "".
 */
const ofHour = { ...ownedByTenant, start: time().notNull() };
const requests = () => integer().notNull();

export const apiLogHours = sqliteTable(
	"api_log_hours",
	{
		...ofHour,
		...{ method: text().notNull(), route: text().notNull() },
		...{ requests: requests(), errors: requests(), serverErrors: requests(), slow: requests() },
		/** Of all requests together, in milliseconds. */
		duration: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.tenantId, t.start, t.method, t.route] }),
		index("api_log_hours_by_time").on(t.start),
	],
);

/** `duration` to two digits, so that there are some hundred of them, however many requests there were. */
export const apiLogDurations = sqliteTable(
	"api_log_durations",
	{ ...ofHour, duration: integer().notNull(), requests: requests() },
	(t) => [primaryKey({ columns: [t.tenantId, t.start, t.duration] }), index("api_log_durations_by_time").on(t.start)],
);
