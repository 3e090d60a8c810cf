import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, sharedWithTenants, time } from "#worker/kernel/columns";
import type { LocalText } from "#worker/kernel/locale";
import type { Currency } from "#worker/kernel/money";
import { files } from "#worker/modules/files/tables";
import { users } from "#worker/modules/identity/tables";
import { invoices } from "../invoices/tables";
import { transfers } from "../ledger/tables";
import { PROVIDERS } from "../providers/provider";
import { PAYMENT_STATUSES } from "./rules";
import type { MethodDetails } from "./schemas";

export const paymentMethods = sharedWithTenants(
	sqliteTable(
		"payment_methods",
		{
			id: idColumn("paymentMethod"),
			code: text().notNull().unique(),
			kind: text({ enum: ["bank_transfer", "qris"] }).notNull(),
			country: text().notNull(),
			currency: text().$type<Currency>().notNull(),
			name: text().notNull(),
			instructions: text({ mode: "json" }).$type<LocalText>().notNull(),
			details: text({ mode: "json" }).$type<MethodDetails>().notNull(),
			enabled: integer({ mode: "boolean" }).notNull(),
			position: integer().notNull(),
			createdAt: time().notNull(),
			updatedAt: time().notNull(),
		},
		(t) => [
			index("payment_methods_by_country").on(t.country, t.position, t.id),
			index("payment_methods_by_position").on(t.position, t.id),
		],
	),
);

export const payments = sqliteTable(
	"payments",
	{
		id: idColumn("payment"),
		...ownedByTenant,
		/** What was to be paid; null for a top-up. */
		invoiceId: ref("invoice"),
		/** Where the money went: money that arrives for an invoice which is paid or void already goes to the wallet. */
		target: text({ enum: ["invoice", "wallet"] })
			.notNull()
			.default("invoice"),
		provider: text({ enum: PROVIDERS }).notNull(),
		method: text().notNull(),
		amount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		status: text({ enum: PAYMENT_STATUSES }).notNull(),
		reference: text().notNull(),
		notes: text(),
		proofFileId: ref("file"),
		submittedBy: ref("user").references(() => users.id),
		reviewedBy: ref("user").references(() => users.id),
		reviewedAt: time(),
		reviewNotes: text(),
		rejectionReason: text(),
		transferId: ref("transfer"),
		/** The provider's names for it, and the means that was picked there. */
		providerReference: text(),
		providerTransactionId: text(),
		channel: text(),
		checkoutUrl: text(),
		/** What the provider last said, in its own words. */
		providerSays: text(),
		failureReason: text(),
		refunded: integer().notNull().default(0),
		expiresAt: time(),
		settledAt: time(),
		/** When the sync asks the provider again; null once there is nothing left to ask. */
		nextSyncAt: time(),
		syncAttempts: integer().notNull().default(0),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("payments_of_tenant").on(t.tenantId, t.id),
		uniqueIndex("payments_one_under_review").on(t.invoiceId).where(sql`status = 'awaiting_review'`),
		uniqueIndex("payments_one_settles")
			.on(t.invoiceId)
			.where(sql`target = 'invoice' AND status IN ('succeeded', 'partially_refunded', 'refunded', 'disputed')`),
		uniqueIndex("payments_by_provider_reference").on(t.provider, t.providerReference),
		index("payments_by_provider_transaction").on(t.providerTransactionId),
		index("payments_by_sync").on(t.nextSyncAt, t.id),
		index("payments_by_invoice").on(t.tenantId, t.invoiceId),
		index("payments_by_target").on(t.tenantId, t.target, t.createdAt, t.id),
		index("payments_by_status").on(t.status, t.createdAt, t.id),
		index("payments_by_time").on(t.createdAt, t.id),
		index("payments_by_tenant").on(t.tenantId, t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
		foreignKey({ columns: [t.tenantId, t.proofFileId], foreignColumns: [files.tenantId, files.id] }),
		foreignKey({ columns: [t.tenantId, t.transferId], foreignColumns: [transfers.tenantId, transfers.id] }),
		check("payment_refunds_at_most_itself", sql`${t.refunded} BETWEEN 0 AND ${t.amount}`),
		check("payment_is_for_something", sql`${t.invoiceId} IS NOT NULL OR ${t.target} = 'wallet'`),
		check("payment_is_positive", sql`${t.amount} > 0`),
		check("payment_settled_has_transfer", sql`${t.status} <> 'succeeded' OR ${t.transferId} IS NOT NULL`),
	],
);
