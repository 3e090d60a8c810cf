import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "./columns";
import type { Place } from "./walk";

/**
 * Never holds a row. A guard in a batch inserts here only when the statement before it did not change
 * exactly one row; the CHECK then aborts the whole batch.
 */
export const guards = sqliteTable("guards", { name: text().notNull(), holds: integer().notNull() }, (t) => [
	check("guard_holds", sql`${t.holds} = 1`),
]);

/** Who did what to which thing. Written in the batch of the change itself; `tenantId` null is installation-wide. */
export const auditLogs = sqliteTable(
	"audit_logs",
	{
		id: idColumn("audit"),
		tenantId: ref("tenant"),
		actorKind: text({ enum: ["user", "key", "system", "anonymous"] }).notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		action: text().notNull(),
		resourceKind: text().notNull(),
		resourceId: text().notNull(),
		before: text({ mode: "json" }).$type<unknown>(),
		after: text({ mode: "json" }).$type<unknown>(),
		ip: text(),
		requestId: text().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		index("audit_logs_by_time").on(t.createdAt, t.id),
		index("audit_logs_by_tenant").on(t.tenantId, t.createdAt, t.id),
		index("audit_logs_by_resource").on(t.resourceId, t.createdAt),
		index("audit_logs_by_action").on(t.action, t.createdAt, t.id),
	],
);

/** Events written with their change and not yet handed to the queue. A row is deleted once the queue has it. */
export const outbox = sqliteTable(
	"outbox",
	{
		id: idColumn("event"),
		tenantId: ref("tenant"),
		job: text({ mode: "json" }).$type<unknown>().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [index("outbox_by_time").on(t.createdAt)],
);

/** Answers to requests that carried an Idempotency-Key; `status` null while the first one is being processed. */
export const idempotencyKeys = sqliteTable(
	"idempotency_keys",
	{
		scope: text().notNull(),
		key: text().notNull(),
		fingerprint: text().notNull(),
		status: integer(),
		body: text(),
		claimedAt: time().notNull(),
		expiresAt: time().notNull(),
	},
	(t) => [primaryKey({ columns: [t.scope, t.key] }), index("idempotency_keys_by_expiry").on(t.expiresAt)],
);

/** Each run of each cron schedule, for the operators. */
export const cronRuns = sqliteTable(
	"cron_runs",
	{
		id: idColumn("cronRun"),
		task: text().notNull(),
		startedAt: time().notNull(),
		finishedAt: time(),
		handled: integer(),
		error: text(),
		/** Where it had its fill: the next run of the task goes on from there. */
		rest: text({ mode: "json" }).$type<Place>(),
	},
	(t) => [index("cron_runs_by_time").on(t.startedAt, t.id), index("cron_runs_by_task").on(t.task, t.startedAt, t.id)],
);

/** One row, development only: how far `now` has been moved ahead of the wall clock, in milliseconds. */
export const simulatedClock = sqliteTable("simulated_clock", {
	id: integer().primaryKey(),
	ahead: integer().notNull(),
});

/** Messages that could not be handled, kept with the reason so that a person can look. */
export const deadLetters = sqliteTable(
	"dead_letters",
	{
		id: idColumn("deadLetter"),
		messageId: text().notNull().unique(),
		/** As it came, in JSON: even `null` can arrive. */
		body: text().notNull(),
		reason: text().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [index("dead_letters_by_time").on(t.createdAt, t.id)],
);

/** Where workload data lives. Each row is a binding of the same number; a tenant is placed on one when it is founded. */
export const shards = sqliteTable(
	"shards",
	{
		/** `00`, of the binding `SHARD_00`. */
		code: text().primaryKey(),
		/** Its share of new tenants; 0 takes no more. */
		weight: integer().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [check("shards_weight", sql`${t.weight} >= 0`)],
);
