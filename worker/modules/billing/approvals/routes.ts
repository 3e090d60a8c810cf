import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { approveRequest, rejectRequest } from "./decide-approval";
import { listApprovals, readApproval } from "./read-approvals";
import { ApprovalPage, ApprovalQuery, ApprovalRejection, ApprovalView } from "./schemas";

const params = z.object({ id: idOf("approval") });
const tag = "Approvals";

export const approvalRoutes: Route[] = [
	systemRoute(
		{
			method: "get",
			path: "/admin/approvals",
			tag,
			summary: "What waits for a second person, and what was decided",
			permission: "system.approval.read",
			query: ApprovalQuery,
			answer: ApprovalPage,
		},
		(ctx, { query }) => listApprovals(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/approvals/{id}",
			tag,
			summary: "A request for a second person",
			permission: "system.approval.read",
			params,
			answer: ApprovalView,
		},
		(ctx, { params }) => readApproval(ctx, params.id),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/approvals/{id}/approve",
			tag,
			summary: "Agree, as somebody else than who asked: it is done at once",
			permission: "system.approval.decide",
			params,
			answer: ApprovalView,
			idempotent: true,
			errors: ["conflict", "second_person_needed"],
		},
		(ctx, { params }) => approveRequest(ctx, params.id),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/approvals/{id}/reject",
			tag,
			summary: "Turn a request down, or take one's own back",
			permission: "system.approval.decide",
			params,
			body: ApprovalRejection,
			answer: ApprovalView,
			idempotent: true,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => rejectRequest(ctx, params.id, body),
	),
];
