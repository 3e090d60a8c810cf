import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, sharedWithTenants, time } from "#worker/kernel/columns";
import type { LocalText } from "#worker/kernel/locale";
import type { Currency, Money } from "#worker/kernel/money";
import { tenants } from "../tenants/tables";
import { CATALOG_STATES, INTERVALS } from "./rules";
import type { ChangePolicy, Limits, OveragePrice, RateLimits } from "./schemas";

export const products = sharedWithTenants(
	sqliteTable("products", {
		id: idColumn("product"),
		code: text().notNull().unique(),
		name: text().notNull(),
		state: text({ enum: CATALOG_STATES }).notNull(),
		createdAt: time().notNull(),
	}),
);

export const plans = sharedWithTenants(
	sqliteTable(
		"plans",
		{
			id: idColumn("plan"),
			productId: ref("product")
				.notNull()
				.references(() => products.id),
			code: text().notNull().unique(),
			name: text().notNull(),
			description: text({ mode: "json" }).$type<LocalText>().notNull(),
			state: text({ enum: CATALOG_STATES }).notNull(),
			position: integer().notNull(),
			highlighted: integer({ mode: "boolean" }).notNull().default(false),
			trialDays: integer().notNull(),
			trialCredit: text({ mode: "json" }).$type<Money>(),
			limits: text({ mode: "json" }).$type<Limits>().notNull(),
			features: text({ mode: "json" }).$type<LocalText[]>().notNull(),
			/** How changes onto and off this plan are billed; null is the installation's policy. */
			changePolicy: text({ mode: "json" }).$type<ChangePolicy>(),
			/** How fast its tenants may call; null is the installation's policies. */
			rateLimits: text({ mode: "json" }).$type<RateLimits>(),
			/** Prices of use beyond the limits, by meter; without one a limit is hard. */
			overage: text({ mode: "json" }).$type<OveragePrice[]>(),
			createdAt: time().notNull(),
			updatedAt: time().notNull(),
		},
		(t) => [
			index("plans_by_position").on(t.position, t.id),
			index("plans_by_state").on(t.state, t.position, t.id),
			check("plans_trial_days", sql`${t.trialDays} >= 0`),
		],
	),
);

export const planPrices = sharedWithTenants(
	sqliteTable(
		"plan_prices",
		{
			id: idColumn("price"),
			planId: ref("plan")
				.notNull()
				.references(() => plans.id),
			interval: text({ enum: INTERVALS }).notNull(),
			currency: text().$type<Currency>().notNull(),
			amount: integer().notNull(),
		},
		(t) => [
			uniqueIndex("plan_prices_once").on(t.planId, t.interval, t.currency),
			check("plan_prices_not_negative", sql`${t.amount} >= 0`),
		],
	),
);

/** What a tenant may do now, as one versioned value. A newer version replaces an older one, never the reverse. */
export const entitlements = sqliteTable(
	"entitlements",
	{
		id: idColumn("entitlements"),
		...ownedByTenant,
		planCode: text().notNull(),
		version: integer().notNull(),
		limits: text({ mode: "json" }).$type<Limits>().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("entitlements_once").on(t.tenantId),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);

/** What staff allows one tenant beside its plan. */
export const quotaOverrides = sqliteTable(
	"quota_overrides",
	{
		id: idColumn("quotaOverride"),
		...ownedByTenant,
		meter: text().notNull(),
		/** Null is without limit. */
		limit: integer(),
		hard: integer({ mode: "boolean" }).notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("quota_overrides_once").on(t.tenantId, t.meter),
		check("quota_overrides_not_negative", sql`${t.limit} >= 0`),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
