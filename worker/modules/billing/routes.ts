import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute, userRoute } from "#worker/kernel/route";
import { approvalRoutes } from "./approvals/routes";
import { couponRoutes } from "./coupons/routes";
import { dunningRoutes } from "./dunning/routes";
import { inboxRoutes } from "./inbox/routes";
import { readBillingDetails, updateBillingDetails } from "./invoices/billing-details";
import { invoicePdf, systemInvoicePdf } from "./invoices/invoice-pdf";
import { listAllInvoices, listInvoices, readAnyInvoice, readInvoice } from "./invoices/read-invoices";
import { invoiceRoutes } from "./invoices/routes";
import {
	BillingDetails,
	InvoicePage,
	InvoiceQuery,
	InvoiceView,
	SystemInvoicePage,
	SystemInvoiceQuery,
	SystemInvoiceView,
} from "./invoices/schemas";
import { ledgerRoutes } from "./ledger/routes";
import { paymentRoutes } from "./payments/routes";
import { commandCenterRoutes } from "./plan-changes/admin-routes";
import { planChangeRoutes } from "./plan-changes/routes";
import { providerRoutes } from "./providers/routes";
import { reconciliationRoutes } from "./reconciliation/routes";
import { refundRoutes } from "./refunds/routes";
import { sellerRoutes } from "./seller/routes";
import { settingsRoutes } from "./settings/routes";
import { foundTenant } from "./sign-up/found-tenant";
import { FoundedTenant, NewTenant } from "./sign-up/schemas";
import { subscriptionRoutes } from "./subscriptions/routes";
import { taxRoutes } from "./tax/routes";
import { walletRoutes } from "./wallet/routes";

const params = z.object({ id: idOf("invoice") });
const tag = "Billing";
const pdf = { binary: "application/pdf" };
const PdfQuery = z.object({ locale: z.enum(["en", "id"]).optional(), download: z.stringbool().optional() });

export const billingRoutes: Route[] = [
	userRoute(
		{
			method: "post",
			path: "/tenants",
			tag: "Organisation",
			summary: "Found an organisation on a plan: a trial, or a purchase with its invoice",
			permission: "signed_in",
			body: NewTenant,
			answer: FoundedTenant,
			status: 201,
			idempotent: true,
			errors: ["limit_reached", "conflict"],
		},
		(ctx, { body }) => foundTenant(ctx, body),
	),
	tenantRoute(
		{
			method: "get",
			path: "/billing-details",
			tag,
			summary: "Where invoices go",
			permission: "invoice.read",
			answer: BillingDetails,
		},
		(ctx) => readBillingDetails(ctx),
	),
	tenantRoute(
		{
			method: "put",
			path: "/billing-details",
			tag,
			summary: "Change where invoices go, from the next one on",
			permission: "payment.create",
			body: BillingDetails,
			answer: BillingDetails,
		},
		(ctx, { body }) => updateBillingDetails(ctx, body),
	),
	tenantRoute(
		{
			method: "get",
			path: "/invoices",
			tag,
			summary: "Invoices",
			permission: "invoice.read",
			query: InvoiceQuery,
			answer: InvoicePage,
		},
		(ctx, { query }) => listInvoices(ctx, query),
	),
	tenantRoute(
		{
			method: "get",
			path: "/invoices/{id}",
			tag,
			summary: "An invoice with its lines",
			permission: "invoice.read",
			params,
			answer: InvoiceView,
		},
		(ctx, { params }) => readInvoice(ctx, params.id),
	),
	tenantRoute(
		{
			method: "get",
			path: "/invoices/{id}/pdf",
			tag,
			summary: "The invoice as PDF",
			permission: "invoice.read",
			params,
			query: PdfQuery,
			answer: pdf,
		},
		(ctx, { params, query }) => invoicePdf(ctx, params.id, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/invoices",
			tag,
			summary: "Invoices of all tenants",
			permission: "system.invoice.read",
			query: SystemInvoiceQuery,
			answer: SystemInvoicePage,
		},
		(ctx, { query }) => listAllInvoices(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/invoices/{id}",
			tag,
			summary: "An invoice of any tenant",
			permission: "system.invoice.read",
			params,
			answer: SystemInvoiceView,
		},
		(ctx, { params }) => readAnyInvoice(ctx, params.id),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/invoices/{id}/pdf",
			tag,
			summary: "Any invoice as PDF",
			permission: "system.invoice.read",
			params,
			query: PdfQuery,
			answer: pdf,
		},
		(ctx, { params, query }) => systemInvoicePdf(ctx, params.id, query),
	),
	...invoiceRoutes,
	...approvalRoutes,
	...refundRoutes,
	...taxRoutes,
	...paymentRoutes,
	...planChangeRoutes,
	...commandCenterRoutes,
	...subscriptionRoutes,
	...couponRoutes,
	...settingsRoutes,
	...inboxRoutes,
	...providerRoutes,
	...dunningRoutes,
	...ledgerRoutes,
	...reconciliationRoutes,
	...walletRoutes,
	...sellerRoutes,
];
