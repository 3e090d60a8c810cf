import { sql } from "drizzle-orm";
import { foreignKey, index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import { tenants } from "#worker/modules/tenants/tables";
import { KEY_ENVIRONMENTS } from "./rules";

/** Keys of machines. The text of a key is shown once and kept nowhere: only its SHA-256. */
export const apiKeys = sqliteTable(
	"api_keys",
	{
		id: idColumn("apiKey"),
		...ownedByTenant,
		name: text().notNull(),
		environment: text({ enum: KEY_ENVIRONMENTS }).notNull(),
		/** `resource:read` and `resource:write`. */
		scopes: text({ mode: "json" }).$type<string[]>().notNull(),
		/** Addresses and CIDR ranges it may call from; null is anywhere. */
		ips: text({ mode: "json" }).$type<string[]>(),
		/** SHA-256 of the whole text, in hex. */
		hash: text().notNull(),
		lastFour: text().notNull(),
		expiresAt: time(),
		revokedAt: time(),
		/** The key that took its place when it was rolled. */
		replacedBy: ref("apiKey"),
		/** To the minute; written by the meter when it flushes. */
		lastUsedAt: time(),
		createdBy: text().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("api_keys_by_hash").on(t.hash),
		index("api_keys_by_time").on(t.tenantId, t.createdAt, t.id),
		index("api_keys_by_environment").on(t.tenantId, t.environment, t.createdAt, t.id),
		index("api_keys_unrevoked").on(t.tenantId, t.createdAt, t.id).where(sql`revoked_at IS NULL`),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
