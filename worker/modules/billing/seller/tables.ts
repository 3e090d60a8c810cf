import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { sharedWithTenants, time } from "#worker/kernel/columns";
import type { SellerProfile } from "./schemas";

/** One row, id 1. */
export const sellerProfile = sharedWithTenants(
	sqliteTable("seller_profile", {
		id: integer().primaryKey(),
		profile: text({ mode: "json" }).$type<SellerProfile>().notNull(),
		updatedAt: time().notNull(),
	}),
);
