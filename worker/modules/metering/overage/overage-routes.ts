import { type Route, tenantRoute } from "#worker/kernel/route";
import { CostView } from "./overage-schemas";
import { readCost } from "./read-cost";

export const overageRoutes: Route[] = [
	tenantRoute(
		{
			...{ method: "get", path: "/usage/cost", tag: "Usage" },
			summary: "What use beyond the limits costs so far in this period",
			...{ permission: "invoice.read", answer: CostView },
		},
		(ctx) => readCost(ctx),
	),
];
