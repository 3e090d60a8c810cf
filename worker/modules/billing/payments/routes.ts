import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { cancelPayment } from "./cancel-payment";
import { checkPayment } from "./check-payment";
import { payInvoice } from "./pay-invoice";
import {
	createPaymentMethod,
	deletePaymentMethod,
	listAllPaymentMethods,
	listPaymentMethods,
	orderPaymentMethods,
	readPaymentMethod,
	updatePaymentMethod,
} from "./payment-methods";
import { listAllPayments, listPayments, readAnyPayment, readPayment } from "./read-payments";
import { approvePayment, rejectPayment } from "./review-payment";
import {
	ApproveInput,
	PaymentInput,
	PaymentMethodInput,
	PaymentMethodOrderInput,
	PaymentMethodPage,
	PaymentMethodPatch,
	PaymentMethodQuery,
	PaymentMethodView,
	PaymentPage,
	PaymentQuery,
	PaymentView,
	RejectInput,
	SystemPaymentMethodQuery,
	SystemPaymentPage,
	SystemPaymentQuery,
	SystemPaymentView,
} from "./schemas";

const params = z.object({ id: idOf("payment") });
const invoiceParams = z.object({ id: idOf("invoice") });
const methodParams = z.object({ id: idOf("paymentMethod") });
const tag = "Payments";
const methodRead = { tag: "Payment methods", permission: "system.payment_method.read" } as const;
const methodWrite = { tag: "Payment methods", permission: "system.payment_method.write" } as const;

export const paymentRoutes: Route[] = [
	tenantRoute(
		{
			method: "get",
			path: "/payment-methods",
			tag: "Payment methods",
			summary: "How to pay, by country",
			permission: "payment_method.read",
			query: PaymentMethodQuery,
			answer: z.object({ items: z.array(PaymentMethodView) }),
		},
		(ctx, { query }) => listPaymentMethods(ctx, query.country),
	),
	tenantRoute(
		{
			method: "post",
			path: "/invoices/{id}/payments",
			tag,
			summary: "Pay an invoice: from the wallet, at a gateway, or by hand with a reference and proof",
			permission: "payment.create",
			params: invoiceParams,
			body: PaymentInput,
			answer: PaymentView,
			status: 201,
			idempotent: true,
			errors: [
				"amount_mismatch",
				"currency_mismatch",
				"conflict",
				"already_exists",
				"insufficient_funds",
				"provider_refused",
				"provider_unavailable",
			],
		},
		(ctx, { params, body }) => payInvoice(ctx, params.id, body),
	),
	tenantRoute(
		{
			method: "get",
			path: "/payments",
			tag,
			summary: "Payments",
			permission: "payment.read",
			query: PaymentQuery,
			answer: PaymentPage,
		},
		(ctx, { query }) => listPayments(ctx, query),
	),
	tenantRoute(
		{
			method: "get",
			path: "/payments/{id}",
			tag,
			summary: "A payment",
			permission: "payment.read",
			params,
			answer: PaymentView,
		},
		(ctx, { params }) => readPayment(ctx, params.id),
	),
	tenantRoute(
		{
			method: "post",
			path: "/payments/{id}/cancel",
			tag,
			summary: "Take a payment back while it is under review, or close a checkout that is not paid",
			permission: "payment.cancel",
			params,
			answer: PaymentView,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params }) => cancelPayment(ctx, params.id),
	),
	tenantRoute(
		{
			method: "post",
			path: "/payments/{id}/check",
			tag,
			summary: "Ask the provider now whether a payment has arrived",
			permission: "payment.create",
			params,
			answer: PaymentView,
		},
		(ctx, { params }) => checkPayment(ctx, params.id),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/payments",
			tag,
			summary: "Payments of all tenants; the review queue with `status=awaiting_review`",
			permission: "system.payment.read",
			query: SystemPaymentQuery,
			answer: SystemPaymentPage,
		},
		(ctx, { query }) => listAllPayments(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/payments/{id}",
			tag,
			summary: "A payment of any tenant",
			permission: "system.payment.read",
			params,
			answer: SystemPaymentView,
		},
		(ctx, { params }) => readAnyPayment(ctx, params.id),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/payments/{id}/approve",
			tag,
			summary: "Approve: everything activates together or not at all",
			permission: "system.payment.approve",
			params,
			body: ApproveInput,
			answer: SystemPaymentView,
			idempotent: true,
			errors: ["conflict", "amount_mismatch", "currency_mismatch"],
		},
		(ctx, { params, body }) => approvePayment(ctx, params.id, body),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/payments/{id}/reject",
			tag,
			summary: "Reject with a reason; the invoice is payable again",
			permission: "system.payment.reject",
			params,
			body: RejectInput,
			answer: SystemPaymentView,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => rejectPayment(ctx, params.id, body),
	),
	systemRoute(
		{
			...methodRead,
			method: "get",
			path: "/admin/payment-methods",
			summary: "All payment methods",
			query: SystemPaymentMethodQuery,
			answer: PaymentMethodPage,
		},
		(ctx, { query }) => listAllPaymentMethods(ctx, query),
	),
	systemRoute(
		{
			...methodRead,
			method: "get",
			path: "/admin/payment-methods/{id}",
			summary: "A payment method",
			params: methodParams,
			answer: PaymentMethodView,
		},
		(ctx, { params }) => readPaymentMethod(ctx, params.id),
	),
	systemRoute(
		{
			...methodWrite,
			method: "post",
			path: "/admin/payment-methods",
			summary: "Add a payment method",
			body: PaymentMethodInput,
			answer: PaymentMethodView,
			status: 201,
			idempotent: true,
			errors: ["already_exists"],
		},
		(ctx, { body }) => createPaymentMethod(ctx, body),
	),
	systemRoute(
		{
			...methodWrite,
			method: "put",
			path: "/admin/payment-methods/order",
			summary: "Reorder payment methods",
			body: PaymentMethodOrderInput,
			answer: null,
		},
		async (ctx, { body }) => {
			await orderPaymentMethods(ctx, body.ids);
			return undefined;
		},
	),
	systemRoute(
		{
			...methodWrite,
			method: "patch",
			path: "/admin/payment-methods/{id}",
			summary: "Change a payment method, its order, or turn it on or off",
			params: methodParams,
			body: PaymentMethodPatch,
			answer: PaymentMethodView,
		},
		(ctx, { params, body }) => updatePaymentMethod(ctx, params.id, body),
	),
	systemRoute(
		{
			...methodWrite,
			method: "delete",
			path: "/admin/payment-methods/{id}",
			summary: "Delete a payment method",
			params: methodParams,
			answer: null,
		},
		async (ctx, { params }) => {
			await deletePaymentMethod(ctx, params.id);
			return undefined;
		},
	),
];
