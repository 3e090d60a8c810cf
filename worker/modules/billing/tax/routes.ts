import { type Route, systemRoute } from "#worker/kernel/route";
import { exportCoretax, previewCoretax } from "./export-coretax";
import { CoretaxPreview, CoretaxQuery } from "./schemas";

const reading = { method: "get", tag: "Tax", permission: "system.tax.read", query: CoretaxQuery } as const;

export const taxRoutes: Route[] = [
	systemRoute(
		{
			...reading,
			path: "/admin/tax/coretax",
			summary: "What the Coretax file of these days would have, and what to look at before",
			answer: CoretaxPreview,
			errors: ["conflict"],
		},
		(ctx, { query }) => previewCoretax(ctx, query),
	),
	systemRoute(
		{
			...reading,
			path: "/admin/tax/coretax.xml",
			summary: "Output tax invoices as Coretax imports them",
			answer: { binary: "application/xml" },
			errors: ["conflict"],
		},
		(ctx, { query }) => exportCoretax(ctx, query),
	),
];
