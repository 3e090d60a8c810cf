import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, sharedWithTenants, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { planChanges } from "../plan-changes/tables";
import { COUPON_KINDS, REDEMPTION_STATUSES } from "./rules";

export const coupons = sharedWithTenants(
	sqliteTable(
		"coupons",
		{
			id: idColumn("coupon"),
			/** Upper case; compared without case. */
			code: text().notNull().unique(),
			name: text().notNull(),
			kind: text({ enum: COUPON_KINDS }).notNull(),
			/** Percent: 1 to 100. Fixed: minor units of `currency`. Trial extension: days. */
			value: integer().notNull(),
			currency: text().$type<Currency>(),
			startsAt: time(),
			endsAt: time(),
			maxRedemptions: integer(),
			maxPerTenant: integer(),
			planCodes: text({ mode: "json" }).$type<string[]>(),
			firstPurchaseOnly: integer({ mode: "boolean" }).notNull(),
			minimumAmount: integer(),
			stackable: integer({ mode: "boolean" }).notNull(),
			autoApply: integer({ mode: "boolean" }).notNull(),
			enabled: integer({ mode: "boolean" }).notNull(),
			/** Reserved and redeemed ones; triggers of the redemptions keep it. */
			redemptions: integer().notNull().default(0),
			createdAt: time().notNull(),
			updatedAt: time().notNull(),
		},
		(t) => [
			index("coupons_by_time").on(t.createdAt, t.id),
			index("coupons_by_kind").on(t.kind, t.createdAt, t.id),
			index("coupons_by_state").on(t.enabled, t.createdAt, t.id),
			index("coupons_auto").on(t.autoApply, t.enabled),
			check("coupon_not_used_up", sql`${t.maxRedemptions} IS NULL OR ${t.redemptions} <= ${t.maxRedemptions}`),
			check("coupon_is_worth_something", sql`${t.value} > 0`),
		],
	),
);

export const couponRedemptions = sqliteTable(
	"coupon_redemptions",
	{
		id: idColumn("redemption"),
		...ownedByTenant,
		couponId: ref("coupon")
			.notNull()
			.references(() => coupons.id),
		planChangeId: ref("planChange").notNull(),
		status: text({ enum: REDEMPTION_STATUSES }).notNull(),
		/** What it took off, before tax. */
		discount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("coupon_redemptions_once").on(t.planChangeId, t.couponId).where(sql`status <> 'released'`),
		index("coupon_redemptions_by_coupon").on(t.couponId, t.createdAt, t.id),
		index("coupon_redemptions_by_tenant").on(t.tenantId, t.couponId, t.status),
		foreignKey({ columns: [t.tenantId, t.planChangeId], foreignColumns: [planChanges.tenantId, planChanges.id] }),
	],
);
