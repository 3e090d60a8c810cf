import { sql } from "drizzle-orm";
import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, sharedWithTenants, time } from "#worker/kernel/columns";
import { tenants } from "#worker/modules/tenants/tables";
import { GATEWAYS, PROVIDERS } from "./provider";

/** Which providers are on, and their keys: encrypted here, masked everywhere else. Without a row the variables decide. */
export const paymentProviders = sharedWithTenants(
	sqliteTable("payment_providers", {
		code: text({ enum: PROVIDERS }).primaryKey(),
		enabled: integer({ mode: "boolean" }).notNull(),
		mode: text({ enum: ["test", "live"] }).notNull(),
		/** AES-GCM over the JSON of its keys. */
		secrets: text(),
		checkedAt: time(),
		checkError: text(),
		updatedAt: time().notNull(),
	}),
);

/** Means of payment that a tenant lets us charge unattended: the provider's names for them, never card data. */
export const savedMeans = sqliteTable(
	"saved_means",
	{
		id: idColumn("savedMeans"),
		...ownedByTenant,
		provider: text({ enum: GATEWAYS }).notNull(),
		customer: text().notNull(),
		means: text().notNull(),
		label: text().notNull(),
		createdAt: time().notNull(),
		removedAt: time(),
	},
	(t) => [
		uniqueIndex("saved_means_once").on(t.tenantId, t.provider, t.means),
		index("saved_means_by_tenant").on(t.tenantId, t.createdAt, t.id),
		uniqueIndex("saved_means_one_in_use").on(t.tenantId, t.provider).where(sql`removed_at IS NULL`),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
