import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, tenantRoute, userRoute } from "#worker/kernel/route";
import { cancelPlanChange } from "./cancel-plan-change";
import { changePlan } from "./change-plan";
import { previewChange } from "./preview";
import { listPlanChanges, readPlanChange } from "./read-plan-change";
import {
	ChangeQuoteView,
	PlanChangeInput,
	PlanChangePage,
	PlanChangeQuery,
	PlanChangeView,
	PreviewInput,
} from "./schemas";

const tag = "Plan changes";
const params = z.object({ id: idOf("planChange") });

export const planChangeRoutes: Route[] = [
	userRoute(
		{
			method: "post",
			path: "/plan-changes/preview",
			tag,
			summary: "What a plan would cost the active organisation now, or somebody who has none, line by line",
			permission: "signed_in",
			body: PreviewInput,
			answer: ChangeQuoteView,
			errors: ["conflict"],
		},
		(ctx, { body, request }) => previewChange(ctx, body, request.headers.get("sewa-tenant")),
	),
	tenantRoute(
		{
			method: "post",
			path: "/plan-changes",
			tag,
			summary: "Buy or change a plan: opens an invoice, applies at once, or waits for the end of the period",
			permission: "plan_change.create",
			body: PlanChangeInput,
			answer: PlanChangeView,
			status: 201,
			idempotent: true,
			errors: ["conflict", "already_exists"],
		},
		(ctx, { body }) => changePlan(ctx, body),
	),
	tenantRoute(
		{
			method: "get",
			path: "/plan-changes",
			tag,
			summary: "Plan changes",
			permission: "plan_change.read",
			query: PlanChangeQuery,
			answer: PlanChangePage,
		},
		(ctx, { query }) => listPlanChanges(ctx, query),
	),
	tenantRoute(
		{
			method: "get",
			path: "/plan-changes/{id}",
			tag,
			summary: "A plan change",
			permission: "plan_change.read",
			params,
			answer: PlanChangeView,
		},
		(ctx, { params }) => readPlanChange(ctx, params.id),
	),
	tenantRoute(
		{
			method: "post",
			path: "/plan-changes/{id}/cancel",
			tag,
			summary: "Give up a plan change that is not paid or not yet in effect; its invoice becomes void",
			permission: "plan_change.create",
			params,
			answer: PlanChangeView,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params }) => cancelPlanChange(ctx, params.id),
	),
];
