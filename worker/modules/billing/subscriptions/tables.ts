import { sql } from "drizzle-orm";
import { foreignKey, index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { INTERVALS } from "#worker/modules/catalog/rules";
import { plans, products } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { SUBSCRIPTION_STATUSES } from "./rules";

export const subscriptions = sqliteTable(
	"subscriptions",
	{
		id: idColumn("subscription"),
		...ownedByTenant,
		productId: ref("product")
			.notNull()
			.references(() => products.id),
		planId: ref("plan")
			.notNull()
			.references(() => plans.id),
		planCode: text().notNull(),
		interval: text({ enum: INTERVALS }).notNull(),
		currency: text().$type<Currency>().notNull(),
		status: text({ enum: SUBSCRIPTION_STATUSES }).notNull(),
		trialEndsAt: time(),
		periodStart: time(),
		periodEnd: time(),
		/**
		 * Where the use of this period counts from, if not from its start: a pause moves the start, and nobody's quota starts
		 * anew by it. Kept by the trigger `subscriptions_count_on_after_a_pause`.
		 */
		usageFrom: time(),
		anchorDay: integer(),
		nextBillingAt: time(),
		/** Ends here instead of renewing; null while it goes on. */
		cancelAt: time(),
		canceledAt: time(),
		cancelReason: text(),
		pausedAt: time(),
		/** A pause ends by itself here; what was left of the period then goes on. */
		resumesAt: time(),
		pastDueSince: time(),
		suspendedAt: time(),
		/** The next step of dunning, and how many were taken. */
		nextDunningAt: time(),
		dunningStep: integer().notNull().default(0),
		trialRemindedAt: time(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("subscriptions_of_tenant").on(t.tenantId, t.id),
		uniqueIndex("subscriptions_one_live").on(t.tenantId, t.productId).where(sql`status NOT IN ('canceled', 'expired')`),
		index("subscriptions_by_due").on(t.nextBillingAt, t.id),
		index("subscriptions_by_dunning").on(t.nextDunningAt, t.id),
		index("subscriptions_past_due").on(t.pastDueSince, t.id).where(sql`past_due_since IS NOT NULL`),
		index("subscriptions_by_trial_end").on(t.status, t.trialEndsAt, t.id),
		index("subscriptions_by_resume").on(t.resumesAt, t.id),
		index("subscriptions_by_plan").on(t.planId, t.status),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
