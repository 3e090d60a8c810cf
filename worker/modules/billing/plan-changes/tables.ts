import { sql } from "drizzle-orm";
import { foreignKey, index, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import { INTERVALS } from "#worker/modules/catalog/rules";
import { plans } from "#worker/modules/catalog/tables";
import { subscriptions } from "../subscriptions/tables";
import { PLAN_CHANGE_STATUSES, type Quote } from "./rules";

/** A request to get onto a plan, with the quote the customer saw. */
export const planChanges = sqliteTable(
	"plan_changes",
	{
		id: idColumn("planChange"),
		...ownedByTenant,
		subscriptionId: ref("subscription").notNull(),
		kind: text({ enum: ["first_purchase"] }).notNull(),
		planId: ref("plan")
			.notNull()
			.references(() => plans.id),
		interval: text({ enum: INTERVALS }).notNull(),
		status: text({ enum: PLAN_CHANGE_STATUSES }).notNull(),
		quote: text({ mode: "json" }).$type<Quote>().notNull(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("plan_changes_of_tenant").on(t.tenantId, t.id),
		uniqueIndex("plan_changes_one_open")
			.on(t.subscriptionId)
			.where(sql`status IN ('quoted', 'awaiting_payment', 'awaiting_review')`),
		index("plan_changes_by_status").on(t.status, t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId, t.subscriptionId], foreignColumns: [subscriptions.tenantId, subscriptions.id] }),
	],
);
