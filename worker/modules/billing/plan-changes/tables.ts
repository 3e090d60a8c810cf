import { sql } from "drizzle-orm";
import { foreignKey, index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { INTERVALS } from "#worker/modules/catalog/rules";
import { plans } from "#worker/modules/catalog/tables";
import { subscriptions } from "../subscriptions/tables";
import type { ChangeQuote } from "./quote-change";
import { type Adjustments, PLAN_CHANGE_KINDS, PLAN_CHANGE_STATUSES, PLAN_CHANGE_TIMINGS, type Quote } from "./rules";

/** A request to get onto a plan, with the quote the customer saw. */
export const planChanges = sqliteTable(
	"plan_changes",
	{
		id: idColumn("planChange"),
		...ownedByTenant,
		subscriptionId: ref("subscription").notNull(),
		kind: text({ enum: PLAN_CHANGE_KINDS }).notNull(),
		planId: ref("plan")
			.notNull()
			.references(() => plans.id),
		interval: text({ enum: INTERVALS }).notNull(),
		currency: text().$type<Currency>().notNull().default("IDR"),
		fromPlanCode: text(),
		/** What applying it does to the period: see `PLAN_CHANGE_TIMINGS`. */
		timing: text({ enum: PLAN_CHANGE_TIMINGS }).notNull().default("new_period"),
		/** When a change at the end of the period takes effect. */
		effectiveAt: time(),
		bonusDays: integer().notNull().default(0),
		adjustments: text({ mode: "json" }).$type<Adjustments>(),
		requestedBy: ref("user"),
		status: text({ enum: PLAN_CHANGE_STATUSES }).notNull(),
		/** Those of before plan changes had policies are only lines and sums. */
		quote: text({ mode: "json" }).$type<Quote & Partial<ChangeQuote>>().notNull(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("plan_changes_of_tenant").on(t.tenantId, t.id),
		uniqueIndex("plan_changes_one_open")
			.on(t.subscriptionId)
			.where(sql`status IN ('quoted', 'awaiting_payment', 'awaiting_review')`),
		index("plan_changes_by_time").on(t.createdAt, t.id),
		index("plan_changes_by_tenant").on(t.tenantId, t.createdAt, t.id),
		index("plan_changes_by_effect").on(t.status, t.effectiveAt, t.id),
		index("plan_changes_by_kind").on(t.kind, t.createdAt, t.id),
		index("plan_changes_by_status").on(t.status, t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId, t.subscriptionId], foreignColumns: [subscriptions.tenantId, subscriptions.id] }),
	],
);
