import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { retryRefund } from "./ask-provider";
import { completeRefund } from "./complete-refund";
import { failRefund } from "./fail-refund";
import { listRefunds, readRefund } from "./read-refunds";
import { requestRefund } from "./request-refund";
import {
	RefundAnswer,
	RefundCompletion,
	RefundFailure,
	RefundInput,
	RefundPage,
	RefundQuery,
	RefundView,
} from "./schemas";

const params = z.object({ id: idOf("refund") });
const paymentParams = z.object({ id: idOf("payment") });
const tag = "Refunds";
const deciding = { tag, method: "post", permission: "system.refund.create", params, answer: RefundView } as const;

export const refundRoutes: Route[] = [
	systemRoute(
		{
			method: "post",
			path: "/admin/payments/{id}/refunds",
			tag,
			summary: "Give money back; above the limit this asks for a second person instead",
			permission: "system.refund.create",
			params: paymentParams,
			body: RefundInput,
			answer: RefundAnswer,
			status: 201,
			idempotent: true,
			errors: ["conflict", "insufficient_funds", "currency_mismatch"],
		},
		(ctx, { params, body }) => requestRefund(ctx, params.id, body),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/refunds",
			tag,
			summary: "Refunds of all tenants; what a person has to transfer with `status=pending&way=manual`",
			permission: "system.refund.read",
			query: RefundQuery,
			answer: RefundPage,
		},
		(ctx, { query }) => listRefunds(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/refunds/{id}",
			tag,
			summary: "A refund",
			permission: "system.refund.read",
			params,
			answer: RefundView,
		},
		(ctx, { params }) => readRefund(ctx, params.id),
	),
	systemRoute(
		{
			...deciding,
			path: "/admin/refunds/{id}/complete",
			summary: "Confirm that the money was transferred by hand",
			body: RefundCompletion,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => completeRefund(ctx, params.id, body),
	),
	systemRoute(
		{
			...deciding,
			path: "/admin/refunds/{id}/fail",
			summary: "Give a refund up; the money counts as the payment's again",
			body: RefundFailure,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => failRefund(ctx, params.id, body),
	),
	systemRoute(
		{
			...deciding,
			path: "/admin/refunds/{id}/retry",
			summary: "Ask the provider again about a refund that it has not answered",
			idempotent: true,
			errors: ["provider_unavailable"],
		},
		(ctx, { params }) => retryRefund(ctx, params.id),
	),
];
