import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { LocalText } from "#worker/kernel/locale";
import type { Currency } from "#worker/kernel/money";
import { tenants } from "#worker/modules/tenants/tables";
import type { QuoteLine } from "../plan-changes/rules";
import { planChanges } from "../plan-changes/tables";
import type { SellerProfile } from "../seller/schemas";
import { subscriptions } from "../subscriptions/tables";
import { INVOICE_STATUSES } from "./rules";
import type { BillingDetails } from "./schemas";

/** What is owed. Buyer and seller are snapshots: a later change of address does not change an invoice. */
export const invoices = sqliteTable(
	"invoices",
	{
		id: idColumn("invoice"),
		...ownedByTenant,
		number: text().notNull().unique(),
		year: integer().notNull(),
		sequence: integer().notNull(),
		status: text({ enum: INVOICE_STATUSES }).notNull(),
		currency: text().$type<Currency>().notNull(),
		subtotal: integer().notNull(),
		taxBase: integer().notNull(),
		tax: integer().notNull(),
		total: integer().notNull(),
		taxRule: text(),
		buyer: text({ mode: "json" }).$type<BillingDetails & { name: string }>().notNull(),
		seller: text({ mode: "json" }).$type<SellerProfile>().notNull(),
		subscriptionId: ref("subscription").notNull(),
		planChangeId: ref("planChange"),
		/** Start of the period a renewal bills; null for a first purchase, whose period begins when it is paid. */
		periodStart: time(),
		openedAt: time().notNull(),
		dueAt: time().notNull(),
		paidAt: time(),
		voidedAt: time(),
		uncollectibleAt: time(),
		sentAt: time(),
		/** Sum of its credit notes. */
		credited: integer().notNull().default(0),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("invoices_of_tenant").on(t.tenantId, t.id),
		unique("invoices_gapless").on(t.year, t.sequence),
		uniqueIndex("invoices_once_a_period").on(t.subscriptionId, t.periodStart).where(sql`status <> 'void'`),
		index("invoices_by_tenant").on(t.tenantId, t.openedAt, t.id),
		index("invoices_by_time").on(t.openedAt, t.id),
		index("invoices_by_due").on(t.dueAt, t.id),
		index("invoices_by_status").on(t.status, t.openedAt, t.id),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
		foreignKey({ columns: [t.tenantId, t.subscriptionId], foreignColumns: [subscriptions.tenantId, subscriptions.id] }),
		foreignKey({ columns: [t.tenantId, t.planChangeId], foreignColumns: [planChanges.tenantId, planChanges.id] }),
		index("invoices_by_subscription").on(t.subscriptionId, t.openedAt),
		check("invoice_adds_up", sql`${t.total} = ${t.subtotal} + ${t.tax}`),
	],
);

export const invoiceLines = sqliteTable(
	"invoice_lines",
	{
		id: idColumn("invoiceLine"),
		...ownedByTenant,
		invoiceId: ref("invoice").notNull(),
		position: integer().notNull(),
		description: text({ mode: "json" }).$type<LocalText>().notNull(),
		quantity: integer().notNull(),
		unitPrice: integer().notNull(),
		amount: integer().notNull(),
		taxBase: integer().notNull(),
		taxRatePercent: integer().notNull(),
		tax: integer().notNull(),
	},
	(t) => [
		uniqueIndex("invoice_lines_in_order").on(t.tenantId, t.invoiceId, t.position),
		foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
		check("invoice_line_adds_up", sql`${t.amount} = ${t.quantity} * ${t.unitPrice}`),
	],
);

/** Takes back part or all of an invoice that was issued. It has its own gapless number and is never changed. */
export const creditNotes = sqliteTable(
	"credit_notes",
	{
		id: idColumn("creditNote"),
		...ownedByTenant,
		invoiceId: ref("invoice").notNull(),
		number: text().notNull().unique(),
		year: integer().notNull(),
		sequence: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		subtotal: integer().notNull(),
		taxBase: integer().notNull(),
		tax: integer().notNull(),
		total: integer().notNull(),
		lines: text({ mode: "json" }).$type<QuoteLine[]>().notNull(),
		reason: text().notNull(),
		issuedBy: text().notNull(),
		issuedAt: time().notNull(),
	},
	(t) => [
		unique("credit_notes_of_tenant").on(t.tenantId, t.id),
		unique("credit_notes_gapless").on(t.year, t.sequence),
		index("credit_notes_by_invoice").on(t.tenantId, t.invoiceId),
		index("credit_notes_by_time").on(t.issuedAt, t.id),
		foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
		check("credit_note_adds_up", sql`${t.total} = ${t.subtotal} + ${t.tax} AND ${t.total} > 0`),
	],
);

/** Credits and charges of a change that wait for the next invoice of the subscription. */
export const pendingItems = sqliteTable(
	"pending_invoice_items",
	{
		id: idColumn("pendingItem"),
		...ownedByTenant,
		subscriptionId: ref("subscription").notNull(),
		description: text({ mode: "json" }).$type<LocalText>().notNull(),
		amount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		/** Null until an invoice has taken it. */
		invoiceId: ref("invoice"),
		createdAt: time().notNull(),
	},
	(t) => [
		index("pending_invoice_items_waiting").on(t.subscriptionId).where(sql`invoice_id IS NULL`),
		foreignKey({ columns: [t.tenantId, t.subscriptionId], foreignColumns: [subscriptions.tenantId, subscriptions.id] }),
		foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
	],
);

/** Where the tenant's invoices go. Kept so that the form is filled in the next time. */
export const billingDetails = sqliteTable(
	"billing_details",
	{
		...ownedByTenant,
		details: text({ mode: "json" }).$type<BillingDetails>().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("billing_details_once").on(t.tenantId),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
