import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { adjustPlanChange, previewAdjustment } from "./adjust-plan-change";
import {
	AdjustInput,
	AdjustmentPreview,
	AdjustmentResult,
	CommandCenter,
	HandMadeChange,
	HandMadeResult,
	NoteInput,
	RejectChangeInput,
	SystemPlanChangeDetail,
	SystemPlanChangePage,
	SystemPlanChangeQuery,
} from "./admin-schemas";
import { createByHand } from "./create-by-hand";
import { listAllPlanChanges, readAnyPlanChange } from "./read-all-plan-changes";
import { readCommandCenter } from "./read-command-center";
import { addNote, approvePlanChange, rejectPlanChange } from "./review-plan-change";

const tag = "Command center";
const params = z.object({ id: idOf("planChange") });
const read = { tag, permission: "system.plan_change.read" } as const;
const write = { tag, permission: "system.plan_change.write", method: "post", idempotent: true } as const;

export const commandCenterRoutes: Route[] = [
	systemRoute(
		{ ...read, method: "get", path: "/admin/command-center", summary: "What needs a person", answer: CommandCenter },
		(ctx) => readCommandCenter(ctx),
	),
	systemRoute(
		{
			...read,
			method: "get",
			path: "/admin/plan-changes",
			summary: "Plan changes of all tenants",
			query: SystemPlanChangeQuery,
			answer: SystemPlanChangePage,
		},
		(ctx, { query }) => listAllPlanChanges(ctx, query),
	),
	systemRoute(
		{
			...write,
			path: "/admin/plan-changes",
			summary: "Make a plan change for a tenant",
			body: HandMadeChange,
			answer: HandMadeResult,
			status: 201,
			errors: ["conflict", "already_exists"],
		},
		(ctx, { body }) => createByHand(ctx, body),
	),
	systemRoute(
		{
			...read,
			method: "get",
			path: "/admin/plan-changes/{id}",
			summary: "A plan change with its timeline",
			params,
			answer: SystemPlanChangeDetail,
		},
		(ctx, { params }) => readAnyPlanChange(ctx, params.id),
	),
	systemRoute(
		{
			...read,
			method: "post",
			path: "/admin/plan-changes/{id}/adjust/preview",
			summary: "The quote before and after an adjustment",
			params,
			body: AdjustInput,
			answer: AdjustmentPreview,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => previewAdjustment(ctx, params.id, body),
	),
	systemRoute(
		{
			...write,
			path: "/admin/plan-changes/{id}/adjust",
			summary: "Quote again with coupons, discount and bonus days; the open invoice is replaced",
			params,
			body: AdjustInput,
			answer: AdjustmentResult,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => adjustPlanChange(ctx, params.id, body),
	),
	systemRoute(
		{
			...write,
			path: "/admin/plan-changes/{id}/notes",
			summary: "Add a note",
			params,
			body: NoteInput,
			answer: SystemPlanChangeDetail,
		},
		(ctx, { params, body }) => addNote(ctx, params.id, body),
	),
	systemRoute(
		{
			...write,
			path: "/admin/plan-changes/{id}/approve",
			summary: "Approve the payment under review: the change is applied",
			params,
			answer: SystemPlanChangeDetail,
			errors: ["conflict", "amount_mismatch", "currency_mismatch"],
		},
		(ctx, { params }) => approvePlanChange(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			path: "/admin/plan-changes/{id}/reject",
			summary: "Turn a change down with a reason; its invoice becomes void",
			params,
			body: RejectChangeInput,
			answer: SystemPlanChangeDetail,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => rejectPlanChange(ctx, params.id, body),
	),
];
