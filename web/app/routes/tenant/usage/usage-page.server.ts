import type { Schema } from "@sewa/sdk";
import { type Api, outcome, required } from "~/api.server";
import type { Session } from "~/session.server";
import { may } from "../may.server";
import { type MeterState, meterStates } from "./meter-states";
import { type RangeWish, readRange } from "./usage-range";

/** Everything on the usage page, in two rounds: how all meters stand, then the one that is looked at. */
export async function readUsagePage(client: Api, found: Session, request: Request) {
	const params = new URL(request.url).searchParams;
	const [summary, alerts, meters, entitlements, cost] = await Promise.all([
		required(client.GET("/api/v1/usage/summary")),
		required(client.GET("/api/v1/usage/alerts", { params: { query: { limit: 50 } } })),
		required(client.GET("/api/v1/meters")),
		required(client.GET("/api/v1/entitlements")),
		may(found, "invoice.read") ? outcome(client.GET("/api/v1/usage/cost")) : null,
	]);
	const states = meterStates({ summary, meters: meters.items, entitlements });
	const counted = states.filter(({ source }) => source !== "records");
	const meter = counted.find(({ code }) => code === params.get("meter")) ?? counted[0];
	const wish = readRange(params, { now: Date.parse(found.now), period: summary.period });
	return {
		period: summary.period,
		plan: entitlements.plan.name,
		states,
		alerts: alerts.items,
		counted: counted.map(({ code, name }) => ({ code, name })),
		// Where every limit is hard, nothing can cost more than the plan.
		cost: cost?.ok && (cost.data.items.length > 0 || states.some(isSoft)) ? cost.data : null,
		wish,
		focus: meter ? await readFocus(client, found, { meter, wish }) : null,
	};
}

const isSoft = ({ limit, hard }: MeterState): boolean => limit !== null && !hard;

export type UsagePage = Awaited<ReturnType<typeof readUsagePage>>;
type Wish = { meter: MeterState; wish: RangeWish };

/** The meter that is looked at: window by window, and what it is made of. */
async function readFocus(client: Api, found: Session, { meter, wish }: Wish) {
	const { window, from, to } = wish;
	const query = { meter: meter.code, window, from, ...(to && { to }) };
	const splits = meter.source === "admission" ? ["key", "endpoint"] : meter.groupBy.slice(0, 2);
	const asked = splits.length > 0 ? splits : [undefined];
	const answers = await Promise.all(
		asked.map((groupBy) =>
			outcome(client.GET("/api/v1/usage", { params: { query: { ...query, ...(groupBy && { groupBy }) } } })),
		),
	);
	const [first] = answers;
	if (!first?.ok) return { meter, usage: null, splits: [], keys: {}, csv: null };
	const groups = answers.map((one, index) => ({
		by: splits[index] ?? "",
		groups: one.ok ? (one.data.groups ?? []).filter(({ total }) => total > 0) : [],
	}));
	const { groups: _, ...usage } = first.data;
	const csv = `/api/v1/usage/export?${new URLSearchParams(query)}`;
	return {
		meter,
		usage,
		splits: splits.length > 0 ? groups.map(withoutWindows) : [],
		keys: meter.source === "admission" ? await readKeys(client, found, groups[0]?.groups ?? []) : {},
		csv,
	};
}

type Groups = NonNullable<Schema<"Usage">["groups"]>;
/** Nobody looks at the windows of each part. */
const withoutWindows = ({ by, groups }: { by: string; groups: Groups }) => ({
	by,
	groups: groups.map(({ group, total }) => ({ group, total })),
});

/** The names of the keys that called most, for those who may see keys. */
async function readKeys(client: Api, found: Session, groups: Groups): Promise<Record<string, string>> {
	const ids = groups.slice(0, 10).flatMap(({ group }) => (typeof group === "string" ? group : []));
	if (ids.length === 0 || !may(found, "api_key.read")) return {};
	const page = await outcome(client.GET("/api/v1/api-keys", { params: { query: { limit: 100 } } }));
	const names = new Map(page.ok ? page.data.items.map(({ id, name }) => [id, name]) : []);
	const missing = ids.filter((id) => !names.has(id));
	const single = (id: string) => outcome(client.GET("/api/v1/api-keys/{id}", { params: { path: { id } } }));
	for (const one of await Promise.all(missing.map(single))) if (one.ok) names.set(one.data.id, one.data.name);
	return Object.fromEntries(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ""]] : [])));
}
