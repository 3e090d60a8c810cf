import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { publicRoute, type Route, systemRoute } from "#worker/kernel/route";
import { listPublicPlans } from "./list-public-plans";
import { changePlanState, createPlan, deletePlan, listPlans, orderPlans, readPlan, updatePlan } from "./manage-plans";
import {
	PlanInput,
	PlanList,
	PlanOrderInput,
	PlanPatch,
	PlanStateInput,
	SystemPlanPage,
	SystemPlanQuery,
	SystemPlanView,
} from "./schemas";

const tag = "Catalogue";
const params = z.object({ id: idOf("plan") });
const read = { tag, permission: "system.plan.read" } as const;
const write = { tag, permission: "system.plan.write" } as const;

export const catalogRoutes: Route[] = [
	publicRoute(
		{
			method: "get",
			path: "/catalog/plans",
			tag,
			summary: "Plans on public sale, in order",
			permission: "public",
			answer: PlanList,
			cache: "public, max-age=60, stale-while-revalidate=600",
		},
		(ctx) => listPublicPlans(ctx),
	),
	systemRoute(
		{
			...read,
			method: "get",
			path: "/admin/plans",
			summary: "All plans",
			query: SystemPlanQuery,
			answer: SystemPlanPage,
		},
		(ctx, { query }) => listPlans(ctx, query),
	),
	systemRoute(
		{
			...write,
			method: "post",
			path: "/admin/plans",
			summary: "Draft a plan",
			body: PlanInput,
			answer: SystemPlanView,
			status: 201,
			idempotent: true,
			errors: ["already_exists"],
		},
		(ctx, { body }) => createPlan(ctx, body),
	),
	systemRoute(
		{
			...write,
			method: "put",
			path: "/admin/plans/order",
			summary: "Reorder plans",
			body: PlanOrderInput,
			answer: null,
		},
		async (ctx, { body }) => {
			await orderPlans(ctx, body.planIds);
			return undefined;
		},
	),
	systemRoute(
		{ ...read, method: "get", path: "/admin/plans/{id}", summary: "A plan", params, answer: SystemPlanView },
		(ctx, { params }) => readPlan(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			method: "patch",
			path: "/admin/plans/{id}",
			summary: "Change a plan",
			params,
			body: PlanPatch,
			answer: SystemPlanView,
		},
		(ctx, { params, body }) => updatePlan(ctx, params.id, body),
	),
	systemRoute(
		{
			...write,
			method: "post",
			path: "/admin/plans/{id}/state",
			summary: "Publish, hide or retire a plan",
			params,
			body: PlanStateInput,
			answer: SystemPlanView,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => changePlanState(ctx, params.id, body.event),
	),
	systemRoute(
		{
			...write,
			method: "delete",
			path: "/admin/plans/{id}",
			summary: "Delete a draft",
			params,
			answer: null,
			errors: ["conflict"],
		},
		async (ctx, { params }) => {
			await deletePlan(ctx, params.id);
			return undefined;
		},
	),
];
