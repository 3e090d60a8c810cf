import { csvOf } from "#worker/kernel/csv";
import { required } from "~/api.server";
import { api, session } from "~/context";
import type { Route } from "./+types/totals-csv";
import { csvFile } from "./csv-file.server";
import { rangeQuery, readRange } from "./range.server";

/** The chart of all tenants' use as a file. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const range = readRange(request, Date.parse(context.get(session).now));
	const meter = new URL(request.url).searchParams.get("meter") ?? "api_calls";
	const query = { ...rangeQuery(range), meter };
	const usage = await required(context.get(api).GET("/api/v1/admin/usage/totals", { params: { query } }));
	const rows = usage.items.map(({ start, value }) => [start, { number: String(value) }, usage.unit]);
	return csvFile(`${usage.meter}-${range.from}-${range.to}.csv`, csvOf(["start", "value", "unit"], rows));
}
