import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "#worker/kernel/columns";
import type { Locale } from "#worker/kernel/locale";
import { SYSTEM_ROLES } from "#worker/kernel/permissions";

const date = () => integer({ mode: "timestamp_ms" });

/** People. The first five tables are better-auth's, in our names; it reads and writes dates as Date. */
export const users = sqliteTable(
	"users",
	{
		id: idColumn("user"),
		name: text().notNull(),
		email: text().notNull().unique(),
		emailVerified: integer({ mode: "boolean" }).notNull().default(false),
		image: text(),
		role: text({ enum: ["user", ...SYSTEM_ROLES] })
			.notNull()
			.default("user"),
		banned: integer({ mode: "boolean" }).notNull().default(false),
		banReason: text(),
		banExpires: date(),
		locale: text().$type<Locale>().notNull().default("en"),
		timeZone: text().notNull().default("Asia/Jakarta"),
		createdAt: date().notNull(),
		updatedAt: date().notNull(),
	},
	(t) => [index("users_by_role").on(t.role)],
);

export const sessions = sqliteTable(
	"sessions",
	{
		id: idColumn("session"),
		userId: ref("user")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		token: text().notNull().unique(),
		expiresAt: date().notNull(),
		ipAddress: text(),
		userAgent: text(),
		activeOrganizationId: ref("tenant"),
		impersonatedBy: ref("user"),
		createdAt: date().notNull(),
		updatedAt: date().notNull(),
	},
	(t) => [index("sessions_by_user").on(t.userId)],
);

export const accounts = sqliteTable(
	"accounts",
	{
		id: idColumn("account"),
		userId: ref("user")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		accountId: text().notNull(),
		providerId: text().notNull(),
		password: text(),
		accessToken: text(),
		refreshToken: text(),
		idToken: text(),
		accessTokenExpiresAt: date(),
		refreshTokenExpiresAt: date(),
		scope: text(),
		createdAt: date().notNull(),
		updatedAt: date().notNull(),
	},
	(t) => [uniqueIndex("accounts_by_provider").on(t.providerId, t.accountId), index("accounts_by_user").on(t.userId)],
);

export const verifications = sqliteTable(
	"verifications",
	{
		id: idColumn("verification"),
		identifier: text().notNull(),
		value: text().notNull(),
		expiresAt: date().notNull(),
		createdAt: date().notNull(),
		updatedAt: date().notNull(),
	},
	(t) => [index("verifications_by_identifier").on(t.identifier)],
);

/** Failed sign-ins by address, known or not: a stranger learns nothing from being locked out. */
export const signInFailures = sqliteTable("sign_in_failures", {
	email: text().primaryKey(),
	failures: integer().notNull(),
	lastFailedAt: time().notNull(),
	lockedUntil: time(),
});

/** Hashes that may not be used again; filled by a trigger when a password changes. */
export const passwordHistory = sqliteTable(
	"password_history",
	{
		id: integer().primaryKey({ autoIncrement: true }),
		userId: ref("user")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		hash: text().notNull(),
	},
	(t) => [index("password_history_by_user").on(t.userId, t.id)],
);
