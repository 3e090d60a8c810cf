import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import { invoices } from "../invoices/tables";
import { DUNNING_ACTIONS } from "./rules";

/** What was done about an unpaid renewal, each step once. */
export const dunningSteps = sqliteTable(
	"dunning_steps",
	{
		id: idColumn("dunningStep"),
		...ownedByTenant,
		subscriptionId: ref("subscription").notNull(),
		invoiceId: ref("invoice").notNull(),
		/** Counted from 0 for the schedule's own steps; null for what a person did besides. */
		step: integer(),
		action: text({ enum: DUNNING_ACTIONS }).notNull(),
		outcome: text().notNull(),
		by: text().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("dunning_steps_once").on(t.invoiceId, t.step),
		index("dunning_steps_by_subscription").on(t.tenantId, t.subscriptionId, t.createdAt),
		foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
	],
);
