import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, sharedWithTenants, time } from "#worker/kernel/columns";
import type { LocalText } from "#worker/kernel/locale";
import type { Currency } from "#worker/kernel/money";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import type { Quota } from "#worker/modules/catalog/quotas";
import type { Limits, OveragePrice } from "#worker/modules/catalog/schemas";
import { tenants } from "#worker/modules/tenants/tables";
import { AGGREGATIONS, METER_SOURCES, METER_STATES } from "./rules";

/** What is counted. */
export const meters = sharedWithTenants(
	sqliteTable(
		"meters",
		{
			id: idColumn("meter"),
			/** Named in the API, in limits and in prices; never changes. */
			code: text().notNull().unique(),
			name: text({ mode: "json" }).$type<LocalText>().notNull(),
			unit: text().notNull(),
			source: text({ enum: METER_SOURCES }).notNull(),
			aggregation: text({ enum: AGGREGATIONS }).notNull(),
			/** CloudEvents `type` that it listens to; only for `events`. */
			eventType: text(),
			/** Member of the event's data that is the value; null counts events. */
			valueProperty: text(),
			/** Members of the event's data by which it is split. */
			groupBy: text({ mode: "json" }).$type<string[]>().notNull(),
			state: text({ enum: METER_STATES }).notNull(),
			createdAt: time().notNull(),
			updatedAt: time().notNull(),
		},
		(t) => [index("meters_by_event_type").on(t.eventType), index("meters_by_time").on(t.createdAt, t.id)],
	),
);

/** How fast one tenant may call, instead of its plan's policies. */
export const rateOverrides = sqliteTable(
	"rate_overrides",
	{
		id: idColumn("rateOverride"),
		...ownedByTenant,
		requests: integer().notNull(),
		windowSeconds: integer().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("rate_overrides_once").on(t.tenantId),
		check("rate_overrides_positive", sql`${t.requests} > 0 AND ${t.windowSeconds} > 0`),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);

/** A quota's threshold that was crossed: said once a period. */
export const usageAlerts = sqliteTable(
	"usage_alerts",
	{
		id: idColumn("usageAlert"),
		...ownedByTenant,
		meter: text().notNull(),
		periodStart: time().notNull(),
		/** Per cent of the limit. */
		threshold: integer().notNull(),
		limit: integer().notNull(),
		used: integer().notNull(),
		dismissedAt: time(),
		dismissedBy: text(),
		createdAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("usage_alerts_once").on(t.tenantId, t.meter, t.periodStart, t.threshold),
		index("usage_alerts_by_time").on(t.tenantId, t.createdAt, t.id),
		index("usage_alerts_of_all").on(t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);

/**
 * Periods of subscriptions that are over and whose plan has prices of overage, with what held when they ended. Written by
 * the trigger `subscriptions_end_usage_periods`: whatever moves or ends a period cannot forget to.
 */
export const usagePeriods = sqliteTable(
	"usage_periods",
	{
		/** `<subscription>:<start of its period>`. */
		id: text().primaryKey(),
		...ownedByTenant,
		subscriptionId: ref("subscription").notNull(),
		start: time().notNull(),
		end: time().notNull(),
		currency: text().$type<Currency>().notNull(),
		limits: text({ mode: "json" }).$type<Limits>().notNull(),
		overrides: text({ mode: "json" }).$type<Quota[]>().notNull(),
		prices: text({ mode: "json" }).$type<OveragePrice[]>().notNull(),
		/** When its use is looked at next; null when it is closed for good. */
		nextCheckAt: time(),
	},
	(t) => [
		index("usage_periods_by_check").on(t.nextCheckAt, t.id),
		foreignKey({
			columns: [t.tenantId, t.subscriptionId],
			foreignColumns: [subscriptions.tenantId, subscriptions.id],
		}),
	],
);

/** What of a period's overage has been billed; a later revision bills the difference that late events made. */
export const usageBills = sqliteTable(
	"usage_bills",
	{
		id: idColumn("usageBill"),
		...ownedByTenant,
		subscriptionId: ref("subscription").notNull(),
		meter: text().notNull(),
		periodStart: time().notNull(),
		periodEnd: time().notNull(),
		revision: integer().notNull(),
		/** All of the period, as counted when this was written. */
		quantity: integer().notNull(),
		/** All of the period's overage; what is billed by this revision is the difference from the one before. */
		amount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("usage_bills_once").on(t.tenantId, t.subscriptionId, t.meter, t.periodStart, t.revision),
		index("usage_bills_by_time").on(t.tenantId, t.createdAt, t.id),
		foreignKey({
			columns: [t.tenantId, t.subscriptionId],
			foreignColumns: [subscriptions.tenantId, subscriptions.id],
		}),
	],
);

/** Callers that a limiter turned away, until it lets them in again or somebody lifts it. */
export const blockedCallers = sqliteTable(
	"blocked_callers",
	{
		id: idColumn("blockedCaller"),
		/** The limiter's policy, and whom it counts: an address, an account, a tenant's keys or people. */
		policy: text().notNull(),
		caller: text().notNull(),
		/** Null where it is not known whose it is. */
		tenantId: ref("tenant"),
		refusals: integer().notNull(),
		firstAt: time().notNull(),
		lastAt: time().notNull(),
		until: time().notNull(),
		liftedAt: time(),
		liftedBy: text(),
	},
	(t) => [
		uniqueIndex("blocked_callers_once").on(t.policy, t.caller),
		index("blocked_callers_by_time").on(t.lastAt, t.id),
	],
);
