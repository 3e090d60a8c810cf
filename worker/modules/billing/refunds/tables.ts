import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { creditNotes } from "../invoices/tables";
import { transfers } from "../ledger/tables";
import { payments } from "../payments/tables";
import { REFUND_STATUSES, REFUND_WAYS } from "./rules";

/** Money given back. Its id is the key under which the provider is asked, so that asking twice refunds once. */
export const refunds = sqliteTable(
	"refunds",
	{
		id: idColumn("refund"),
		...ownedByTenant,
		paymentId: ref("payment").notNull(),
		creditNoteId: ref("creditNote"),
		amount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		way: text({ enum: REFUND_WAYS }).notNull(),
		status: text({ enum: REFUND_STATUSES }).notNull(),
		reason: text().notNull(),
		providerReference: text(),
		failureReason: text(),
		transferId: ref("transfer"),
		requestedBy: text().notNull(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
		finalAt: time(),
	},
	(t) => [
		unique("refunds_of_tenant").on(t.tenantId, t.id),
		index("refunds_by_payment").on(t.tenantId, t.paymentId),
		index("refunds_of_payment").on(t.paymentId, t.createdAt, t.id),
		index("refunds_by_tenant").on(t.tenantId, t.createdAt, t.id),
		index("refunds_by_time").on(t.createdAt, t.id),
		index("refunds_by_status").on(t.status, t.createdAt, t.id),
		unique("refunds_once_at_provider").on(t.tenantId, t.paymentId, t.providerReference),
		foreignKey({ columns: [t.tenantId, t.paymentId], foreignColumns: [payments.tenantId, payments.id] }),
		foreignKey({ columns: [t.tenantId, t.creditNoteId], foreignColumns: [creditNotes.tenantId, creditNotes.id] }),
		foreignKey({ columns: [t.tenantId, t.transferId], foreignColumns: [transfers.tenantId, transfers.id] }),
		check("refund_is_positive", sql`${t.amount} > 0`),
	],
);

export type RefundRow = typeof refunds.$inferSelect;
