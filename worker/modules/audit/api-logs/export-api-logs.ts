import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { type CsvCell, csvOf } from "#worker/kernel/csv";
import { dateInJakarta } from "#worker/kernel/time";
import { linesAnywhere, linesOfTenant } from "./list-api-logs";
import type { ApiLogExportQuery, ApiLogView, SystemApiLogExportQuery } from "./schemas";
import { lineView, namesAnywhere, namesInTenant, systemLineView } from "./views";

/** More than this is asked for by time. */
export const EXPORT_LIMIT = 10_000;

const HEADER = ["at", "method", "route", "status", "durationMs", "actor", "actorId", "actorName"];
const HEADER_END = ["requestBytes", "responseBytes", "requestId", "weight", "deprecated"];

/** The tenant's requests as CSV, in the order of the list. At most 10,000 rows. */
export async function exportApiLogs(ctx: TenantContext, query: ApiLogExportQuery): Promise<Response> {
	const lines = (await linesOfTenant(ctx, ctx.tenantId, { ...query, limit: EXPORT_LIMIT })).slice(0, EXPORT_LIMIT);
	const names = await namesInTenant(ctx, lines);
	const rows = lines.map((line) => cellsOf(lineView(line, names)));
	return answer([...HEADER, ...HEADER_END], rows, ctx.now);
}

export async function exportAllApiLogs(ctx: SystemContext, query: SystemApiLogExportQuery): Promise<Response> {
	const lines = (await linesAnywhere(ctx, { ...query, limit: EXPORT_LIMIT })).slice(0, EXPORT_LIMIT);
	const names = await namesAnywhere(ctx, lines);
	const rows = lines.map((line) => {
		const { tenant, ...view } = systemLineView(line, names);
		return [...cellsOf(view), tenant?.id ?? null, tenant?.name ?? null];
	});
	return answer([...HEADER, ...HEADER_END, "tenantId", "tenant"], rows, ctx.now);
}

function cellsOf(view: ApiLogView): CsvCell[] {
	const figure = (value: number) => ({ number: String(value) });
	const { kind, id, name } = view.actor;
	return [
		...[view.at, view.method, view.route, figure(view.status), figure(view.duration), kind, id, name],
		...[figure(view.requestBytes), figure(view.responseBytes), view.requestId, figure(view.weight)],
		view.deprecated ? "yes" : "no",
	];
}

function answer(header: string[], rows: CsvCell[][], now: number): Response {
	return new Response(csvOf(header, rows), {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="api-log-${dateInJakarta(now)}.csv"`,
			"cache-control": "no-store",
		},
	});
}
