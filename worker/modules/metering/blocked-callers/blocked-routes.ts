import { type Route, systemRoute } from "#worker/kernel/route";
import { liftBlock, listBlockedCallers } from "./blocked-callers";
import { BlockedCallerView, BlockedPage, BlockedParam, BlockedQuery } from "./blocked-schemas";

const tag = "Limits";

export const blockedRoutes: Route[] = [
	systemRoute(
		{
			...{ method: "get", path: "/admin/blocked-callers", tag, summary: "Callers that were turned away" },
			...{ permission: "system.blocked_caller.read", query: BlockedQuery, answer: BlockedPage },
		},
		(ctx, { query }) => listBlockedCallers(ctx, query),
	),
	systemRoute(
		{
			...{ method: "post", path: "/admin/blocked-callers/{id}/lift", tag, summary: "Let a caller in again" },
			...{ permission: "system.blocked_caller.lift", params: BlockedParam, answer: BlockedCallerView },
		},
		(ctx, { params }) => liftBlock(ctx, params.id),
	),
];
