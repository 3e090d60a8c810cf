import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ownedByTenant, time } from "#worker/kernel/columns";

/** Flushes of tenants' objects that have been added to the roll-ups: the same one again adds nothing. */
export const usageFlushes = sqliteTable(
	"usage_flushes",
	{ ...ownedByTenant, sequence: integer().notNull(), appliedAt: time().notNull() },
	(t) => [primaryKey({ columns: [t.tenantId, t.sequence] }), index("usage_flushes_by_time").on(t.appliedAt)],
);

const rollUp = () => ({
	...ownedByTenant,
	meter: text().notNull(),
	/** Start of the window. */
	start: time().notNull(),
	/** Id of the API key, or "" for none. */
	key: text().notNull(),
	/** Endpoint of a call, or the values of a meter's group-by; "" for none. */
	split: text().notNull(),
	value: real().notNull(),
	/** How many calls or events are in it. */
	count: integer().notNull(),
	/** The latest moment that is in it: what `last` goes by. */
	latestAt: time().notNull(),
});

/** Kept two days. */
export const usageMinutes = sqliteTable("usage_minutes", rollUp(), (t) => [
	primaryKey({ columns: [t.tenantId, t.meter, t.start, t.key, t.split] }),
	index("usage_minutes_by_time").on(t.start),
]);

/** Kept ninety days. */
export const usageHours = sqliteTable("usage_hours", rollUp(), (t) => [
	primaryKey({ columns: [t.tenantId, t.meter, t.start, t.key, t.split] }),
	index("usage_hours_by_time").on(t.start),
]);

/** Kept for ever. Days are UTC. */
export const usageDays = sqliteTable("usage_days", rollUp(), (t) => [
	primaryKey({ columns: [t.tenantId, t.meter, t.start, t.key, t.split] }),
	index("usage_days_by_meter").on(t.meter, t.start),
]);

/** Events as they came, kept 35 days: so long the same (source, id) is a duplicate. */
export const usageEvents = sqliteTable(
	"usage_events",
	{
		...ownedByTenant,
		source: text().notNull(),
		eventId: text().notNull(),
		type: text().notNull(),
		subject: text(),
		/** When it happened, by its sender. */
		time: time().notNull(),
		data: text({ mode: "json" }).$type<Record<string, unknown>>(),
		receivedAt: time().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.tenantId, t.source, t.eventId] }),
		index("usage_events_by_arrival").on(t.receivedAt),
		index("usage_events_of_tenant").on(t.tenantId, t.receivedAt),
	],
);

/** Distinct values of `unique` meters, by the windows they were seen in. */
export const usageUniques = sqliteTable(
	"usage_uniques",
	{
		...ownedByTenant,
		meter: text().notNull(),
		window: text({ enum: ["hour", "day"] }).notNull(),
		start: time().notNull(),
		split: text().notNull(),
		value: text().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.tenantId, t.meter, t.window, t.start, t.split, t.value] }),
		index("usage_uniques_by_time").on(t.window, t.start),
	],
);
