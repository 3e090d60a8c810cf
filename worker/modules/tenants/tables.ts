import { sql } from "drizzle-orm";
import { foreignKey, index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import { TENANT_ROLES } from "#worker/kernel/permissions";
import { users } from "../identity/tables";
import { TENANT_STATUSES } from "./rules";
import type { Formats } from "./schemas";

const table = sqliteTable(
	"tenants",
	{
		id: idColumn("tenant"),
		name: text().notNull(),
		slug: text().notNull().unique(),
		logo: text(),
		metadata: text(),
		status: text({ enum: TENANT_STATUSES }).notNull(),
		statusReason: text(),
		/** Why it is suspended: a payment lifts what was suspended for want of one, and nothing else. */
		suspendedFor: text({ enum: ["unpaid", "other"] }),
		country: text().notNull().default("ID"),
		formats: text({ mode: "json" }).$type<Formats>().notNull(),
		closesAt: time(),
		/** Where its workload data is. While it moves to another shard, what would be written there waits in the queue. */
		shard: text().notNull().default("00"),
		movingTo: text(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		index("tenants_by_shard").on(t.shard, t.id),
		index("tenants_by_time").on(t.createdAt, t.id),
		index("tenants_by_name").on(t.name, t.id),
		index("tenants_by_status").on(t.status, t.createdAt, t.id),
	],
);

/** A tenant's own row belongs to it, so that its members' use cases reach it through TenantDb. */
export const tenants = Object.assign(table, { tenantId: table.id });

export const members = sqliteTable(
	"members",
	{
		id: idColumn("member"),
		...ownedByTenant,
		userId: ref("user")
			.notNull()
			.references(() => users.id),
		role: text({ enum: TENANT_ROLES }).notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
		uniqueIndex("members_once").on(t.tenantId, t.userId),
		index("members_by_user").on(t.userId),
		uniqueIndex("members_one_owner").on(t.tenantId).where(sql`role = 'owner'`),
		index("members_by_time").on(t.tenantId, t.createdAt, t.id),
	],
);

export const invitations = sqliteTable(
	"invitations",
	{
		id: idColumn("invitation"),
		...ownedByTenant,
		email: text().notNull(),
		role: text({ enum: TENANT_ROLES }).notNull(),
		status: text({ enum: ["pending", "accepted", "canceled"] }).notNull(),
		inviterId: ref("user")
			.notNull()
			.references(() => users.id),
		expiresAt: time().notNull(),
		sentAt: time().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
		uniqueIndex("invitations_once_pending").on(t.tenantId, t.email).where(sql`status = 'pending'`),
		index("invitations_by_time").on(t.tenantId, t.createdAt, t.id),
		index("invitations_by_email").on(t.email),
	],
);
