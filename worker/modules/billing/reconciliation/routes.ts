import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { exportDifferences, readReconciliation, readSummary } from "./read-differences";
import { reconcileNow } from "./run-reconciliation";
import {
	Difference,
	DifferenceExportQuery,
	DifferenceQuery,
	Reconciliation,
	ReconciliationSummary,
	ResolveInput,
} from "./schemas";
import { remedyDifference, resolveDifference } from "./settle-difference";

const params = z.object({ id: idOf("difference") });
const tag = "Reconciliation";
const read = { method: "get", tag, permission: "system.reconciliation.read" } as const;
const write = { method: "post", tag, permission: "system.reconciliation.write" } as const;

export const reconciliationRoutes: Route[] = [
	systemRoute(
		{
			...read,
			path: "/admin/reconciliation",
			summary: "Where ledger, invoices, events and providers disagree, each with a proposed remedy",
			query: DifferenceQuery,
			answer: Reconciliation,
		},
		(ctx, { query }) => readReconciliation(ctx, query),
	),
	systemRoute(
		{
			...read,
			path: "/admin/reconciliation.csv",
			summary: "The differences as CSV",
			query: DifferenceExportQuery,
			answer: { binary: "text/csv" },
		},
		(ctx, { query }) => exportDifferences(ctx, query),
	),
	systemRoute(
		{
			...write,
			path: "/admin/reconciliation/run",
			summary: "Compare the books now; what is gone is settled",
			answer: ReconciliationSummary,
		},
		async (ctx) => {
			await reconcileNow(ctx);
			return readSummary(ctx);
		},
	),
	systemRoute(
		{
			...write,
			path: "/admin/reconciliation/{id}/remedy",
			summary: "Carry out the proposed remedy, where it is automatic",
			params,
			answer: Difference,
			errors: ["conflict", "provider_unavailable", "provider_refused"],
		},
		(ctx, { params }) => remedyDifference(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			path: "/admin/reconciliation/{id}/resolve",
			summary: "Settle a difference by hand, with a note",
			params,
			body: ResolveInput,
			answer: Difference,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => resolveDifference(ctx, params.id, body),
	),
];
