import { type Route, systemRoute } from "#worker/kernel/route";
import { readTotalUsage } from "./read-total-usage";
import { TotalUsageQuery, TotalUsageView } from "./usage-schemas";

export const totalUsageRoutes: Route[] = [
	systemRoute(
		{
			...{ method: "get", path: "/admin/usage/totals", tag: "Usage", permission: "system.usage.read" },
			...{ summary: "What all tenants together used", query: TotalUsageQuery, answer: TotalUsageView },
		},
		(ctx, { query }) => readTotalUsage(ctx, query),
	),
];
