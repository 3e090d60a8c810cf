import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { creditInvoice } from "../refunds/credit-invoice";
import { CreditNoteInput, RefundAnswer } from "../refunds/schemas";
import { documentRoutes } from "./document-routes";
import { createDraft, openDraft, updateDraft } from "./draft-invoice";
import { giveUpInvoice, voidInvoice } from "./end-invoice";
import { markInvoicePaid } from "./mark-paid";
import { DraftInput, DraftPatch, MarkPaidInput, ReasonInput, SystemInvoiceView } from "./schemas";
import { sendInvoice } from "./send-invoice";

const params = z.object({ id: idOf("invoice") });
const writing = { tag: "Billing", permission: "system.invoice.write", answer: SystemInvoiceView } as const;
const acting = { ...writing, method: "post", params, idempotent: true } as const;

/** What the back office does with invoices. */
export const invoiceRoutes: Route[] = [
	...documentRoutes,
	systemRoute(
		{
			...writing,
			method: "post",
			path: "/admin/invoices",
			summary: "Draft a one-off invoice",
			body: DraftInput,
			status: 201,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { body }) => createDraft(ctx, body),
	),
	systemRoute(
		{
			...writing,
			method: "patch",
			path: "/admin/invoices/{id}",
			summary: "Rewrite a draft",
			params,
			body: DraftPatch,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => updateDraft(ctx, params.id, body),
	),
	systemRoute(
		{
			...acting,
			errors: ["conflict"],
			path: "/admin/invoices/{id}/open",
			summary: "Issue a draft under the next number",
		},
		(ctx, { params }) => openDraft(ctx, params.id),
	),
	systemRoute(
		{
			...acting,
			errors: ["conflict"],
			path: "/admin/invoices/{id}/void",
			summary: "It is not owed any more; its plan change is canceled",
			body: ReasonInput,
		},
		(ctx, { params, body }) => voidInvoice(ctx, params.id, body),
	),
	systemRoute(
		{
			...acting,
			errors: ["conflict"],
			path: "/admin/invoices/{id}/uncollectible",
			summary: "Nobody expects the money any more; paying it later still settles it",
			body: ReasonInput,
		},
		(ctx, { params, body }) => giveUpInvoice(ctx, params.id, body),
	),
	systemRoute(
		{
			...acting,
			permission: "system.payment.approve",
			errors: ["conflict"],
			path: "/admin/invoices/{id}/mark-paid",
			summary: "The money is there; above the limit this asks for a second person instead",
			body: MarkPaidInput,
		},
		(ctx, { params, body }) => markInvoicePaid(ctx, params.id, body),
	),
	systemRoute(
		{ ...acting, errors: ["conflict"], path: "/admin/invoices/{id}/send", summary: "Mail it to its buyer again" },
		(ctx, { params }) => sendInvoice(ctx, params.id),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/invoices/{id}/credit-notes",
			tag: "Refunds",
			summary: "Credit part of a paid invoice; the money goes to the tenant's wallet at once",
			permission: "system.refund.create",
			params,
			body: CreditNoteInput,
			answer: RefundAnswer,
			status: 201,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => creditInvoice(ctx, params.id, body),
	),
];
