import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { sharedWithTenants, time } from "#worker/kernel/columns";
import type { BillingSettings } from "./schemas";

/** One row, id 1. Without it the defaults of the schema hold. */
export const billingSettings = sharedWithTenants(
	sqliteTable("billing_settings", {
		id: integer().primaryKey(),
		settings: text({ mode: "json" }).$type<BillingSettings>().notNull(),
		updatedAt: time().notNull(),
	}),
);
