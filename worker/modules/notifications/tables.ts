import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "#worker/kernel/columns";
import type { Locale } from "#worker/kernel/locale";

/** One row a mail. `eventId` is unique, so that a redelivered event mails nobody twice. Bodies are kept in development only. */
export const mails = sqliteTable(
	"mails",
	{
		id: idColumn("mail"),
		eventId: ref("event").notNull().unique(),
		tenantId: ref("tenant"),
		template: text().notNull(),
		recipient: text().notNull(),
		locale: text().$type<Locale>().notNull(),
		subject: text().notNull(),
		text: text(),
		html: text(),
		status: text({ enum: ["sending", "sent", "failed"] }).notNull(),
		attempts: integer().notNull(),
		claimedUntil: time().notNull(),
		error: text(),
		createdAt: time().notNull(),
		sentAt: time(),
	},
	(t) => [index("mails_by_recipient").on(t.recipient, t.createdAt), index("mails_by_time").on(t.createdAt, t.id)],
);
