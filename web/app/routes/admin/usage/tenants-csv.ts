import { csvOf } from "#worker/kernel/csv";
import { type Api, required } from "~/api.server";
import { api, session } from "~/context";
import type { Route } from "./+types/tenants-csv";
import { csvFile } from "./csv-file.server";
import { rangeQuery, readRange } from "./range.server";

/** A file holds so many pages of a hundred tenants, those who use most first. */
const MOST_PAGES = 20;

/** Tenants by their use, as a file. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const range = readRange(request, Date.parse(context.get(session).now));
	const meter = new URL(request.url).searchParams.get("meter") ?? "api_calls";
	const { window: _, ...days } = rangeQuery(range);
	const items = await readAll(context.get(api), { ...days, meter, limit: 100 });
	const rows = items.map(({ tenant, value }) => [tenant.id, tenant.name, { number: String(value) }]);
	return csvFile(`${meter}-tenants-${range.from}-${range.to}.csv`, csvOf(["tenant_id", "tenant", meter], rows));
}

type Query = { from: string; to: string; meter: string; limit: number; cursor?: string };

async function readAll(client: Api, query: Query) {
	let page = await required(client.GET("/api/v1/admin/usage", { params: { query } }));
	const items = [...page.items];
	for (let pages = 1; page.nextCursor !== null && pages < MOST_PAGES; pages++) {
		page = await required(
			client.GET("/api/v1/admin/usage", { params: { query: { ...query, cursor: page.nextCursor } } }),
		);
		items.push(...page.items);
	}
	return items;
}
