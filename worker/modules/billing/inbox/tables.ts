import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ref, time } from "#worker/kernel/columns";
import { GATEWAYS } from "../providers/provider";
import { INBOX_STATUSES } from "./rules";

/** Every event a provider has told us and signed, as it came. Unique by the provider's own id. */
export const inbox = sqliteTable(
	"inbox",
	{
		id: idColumn("inbox"),
		provider: text({ enum: GATEWAYS }).notNull(),
		eventId: text().notNull(),
		kind: text().notNull(),
		claims: text(),
		/** Which order it names; our payment once it is known. */
		orderId: text(),
		reference: text(),
		transactionId: text(),
		paymentId: ref("payment"),
		body: text().notNull(),
		status: text({ enum: INBOX_STATUSES }).notNull(),
		note: text(),
		attempts: integer().notNull().default(0),
		deliveries: integer().notNull().default(1),
		receivedAt: time().notNull(),
		processedAt: time(),
	},
	(t) => [
		uniqueIndex("inbox_once").on(t.provider, t.eventId),
		index("inbox_by_time").on(t.receivedAt, t.id),
		index("inbox_by_status").on(t.status, t.receivedAt, t.id),
		index("inbox_by_payment").on(t.paymentId),
	],
);

/** How many webhooks were refused, by day and reason. Nothing of them is kept. */
export const webhookRefusals = sqliteTable(
	"webhook_refusals",
	{
		day: text().notNull(),
		provider: text({ enum: GATEWAYS }).notNull(),
		reason: text().notNull(),
		count: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.day, t.provider, t.reason] })],
);
