import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { bindings, memberOf, NOW, person, request, system, tenant } from "#tests/factories";
import { keyOf } from "#tests/keys";
import { logLine, placedAt } from "#tests/shards";
import { shardBindings } from "#worker/env";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { iso } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { exportAllApiLogs } from "./export-api-logs";
import type { ApiLogLine } from "./line";
import { listAllApiLogs, listApiLogs } from "./list-api-logs";
import { readDeprecated } from "./read-deprecated";
import { readAllStatistics, readStatistics } from "./read-statistics";
import { ApiLogQuery, SystemApiLogExportQuery, SystemApiLogQuery } from "./schemas";
import { apiLogs } from "./shard-tables";
import { writeLines } from "./write-lines";

/** Lines of that tenant, a second apart from `NOW` on. */
async function logged(ctx: TenantContext, lines: Partial<ApiLogLine>[]): Promise<ApiLogLine[]> {
	const rows = lines.map((line, n) => ({ ...logLine(ctx.tenantId, "/x", NOW + n * 1000), ...line }));
	expect(await writeLines(system(), rows)).toEqual([]);
	return rows;
}
const asked = (query: Record<string, unknown>) => ApiLogQuery.parse(query);
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

test("lines are written once, however often they come, each to the shard of its tenant", async () => {
	const [one, two] = [await placedAt("00"), await placedAt("01")];
	const rows = [...(await logged(one, [{}, {}])), ...(await logged(two, [{}]))];
	expect(await writeLines(system(), rows)).toEqual([]);
	expect((await listApiLogs(one, asked({}))).items).toHaveLength(2);
	expect((await listApiLogs(two, asked({}))).items).toHaveLength(1);
	const there = await one.shards.at("01").list(apiLogs, { where: eq(apiLogs.tenantId, two.tenantId) });
	expect(there).toEqual(rows.slice(2));
});

test("lines of a tenant on the move are handed back", async () => {
	const [here, moving] = [await placedAt("00"), await placedAt("01")];
	await moving.db.batch([moving.db.update(tenants, undefined, { movingTo: "00" })]);
	const rows = [logLine(here.tenantId, "/x"), logLine(moving.tenantId, "/x")];
	expect(await writeLines(system(), rows)).toEqual(rows.slice(1));
});

test("each filter finds its own", async () => {
	const ctx = await placedAt("01");
	const key = newId("apiKey");
	const rows = await logged(ctx, [
		{ method: "POST", route: "/a/{id}", status: 201, duration: 5 },
		{ status: 404, duration: 2000, actorKind: "key", actorId: key },
		{ status: 503, duration: 1 },
		{ status: 422, duration: 2001 },
	]);
	const found = async (query: Record<string, unknown>) =>
		idsOf(await listApiLogs(ctx, asked({ sort: "at", ...query }))).map((id) => rows.findIndex((row) => row.id === id));
	expect(await found({})).toEqual([0, 1, 2, 3]);
	expect(await found({ sort: "-duration" })).toEqual([3, 1, 0, 2]);
	expect(await found({ method: "POST" })).toEqual([0]);
	expect(await found({ route: "/a/{id}" })).toEqual([0]);
	expect(await found({ status: "4xx" })).toEqual([1, 3]);
	expect(await found({ status: "404" })).toEqual([1]);
	expect(await found({ status: "2xx" })).toEqual([0]);
	expect(await found({ key })).toEqual([1]);
	expect(await found({ slowerThan: "2000" })).toEqual([3]);
	expect(await found({ from: iso(NOW + 1000), to: iso(NOW + 3000) })).toEqual([1, 2]);
	expect(await found({ status: "4xx", slowerThan: 1, from: iso(NOW + 2000) })).toEqual([3]);
});

test.each(["at", "-at", "duration", "-duration"])(
	"pages by %s leave nothing out and say nothing twice",
	async (sort) => {
		const ctx = await placedAt("00");
		const rows = await logged(
			ctx,
			Array.from({ length: 23 }, (_, n) => ({ at: NOW + (n % 4), duration: n % 3 })),
		);
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await listApiLogs(ctx, asked({ sort, limit: 4, cursor }));
			seen.push(...idsOf(page));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		const field = sort.endsWith("at") ? "at" : "duration";
		const sorted = rows.toSorted((a, b) => a[field] - b[field] || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
		expect(seen).toEqual(sort.startsWith("-") ? sorted.reverse() : sorted);
	},
);

test("a line names its key and its person; staff sees all tenants and nobody's, from every shard", async () => {
	const [one, two] = [await placedAt("00"), await placedAt("01")];
	const made = await keyOf(one);
	const member = await memberOf(two, "member");
	const at = NOW - 400_000_000;
	const [first] = await logged(one, [{ at: at + 1, actorKind: "key", actorId: made.id }]);
	const [second] = await logged(two, [{ at: at + 2, actorKind: "user", actorId: member.id }]);
	const nobody = { ...logLine(null, "unknown", at), status: 401, actorKind: "anonymous" as const };
	await writeLines(system(), [nobody]);
	expect((await listApiLogs(one, asked({}))).items[0]?.actor).toEqual({ kind: "key", id: made.id, name: "Kasir" });
	expect((await listApiLogs(two, asked({}))).items[0]?.actor.name).toBe(member.name);

	const range = { from: iso(at), to: iso(at + 3) };
	const all = await listAllApiLogs(system(), SystemApiLogQuery.parse(range));
	expect(idsOf(all)).toEqual([second?.id, first?.id, nobody.id]);
	expect(all.items.map(({ tenant }) => tenant?.id ?? null)).toEqual([two.tenantId, one.tenantId, null]);
	expect(all.items.map(({ tenant }) => tenant?.name ?? null)).toEqual(["Toko Bunga", "Toko Bunga", null]);
	expect(all.items.map(({ actor }) => actor.name)).toEqual([member.name, "Kasir", null]);
	const ofTwo = await listAllApiLogs(system(), SystemApiLogQuery.parse({ tenantId: two.tenantId }));
	expect(idsOf(ofTwo)).toEqual([second?.id]);
	expect(idsOf(await listAllApiLogs(system(), SystemApiLogQuery.parse({ key: made.id })))).toEqual([first?.id]);
	expect(idsOf(await listAllApiLogs(system(), SystemApiLogQuery.parse({ key: newId("apiKey") })))).toEqual([]);

	const exported = await exportAllApiLogs(system(), SystemApiLogExportQuery.parse({ ...range, sort: "at" }));
	const [header, ...lines] = (await exported.text()).trim().split("\r\n");
	expect(header).toMatch(/,tenantId,tenant$/);
	expect(lines.map((line) => line.split(",").at(-2))).toEqual(["", one.tenantId, two.tenantId]);
});

test("over HTTP: what is wrong in a query is named; CSV has the filters of the list", async () => {
	const { owner, ctx } = await tenant();
	await logged(ctx, [{ route: "/=evil", duration: 7 }, { status: 404 }]);
	const wrong = await request("GET", "/api/v1/api-logs?status=6xx", { as: owner });
	expect(await wrong.json()).toMatchObject({ code: "validation_failed", issues: [{ pointer: "?status" }] });
	const csv = await request("GET", "/api/v1/api-logs/export?status=2xx&sort=duration", { as: owner });
	expect(csv.headers.get("content-type")).toContain("text/csv");
	const [header, line, ...others] = (await csv.text()).trim().split("\r\n");
	expect(header).toContain("at,method,route,status,durationMs,actor,actorId,actorName,requestBytes");
	expect(line).toMatch(/^2026-.*Z,GET,\/=evil,200,7,user,'-,,0,0,'-,1,no$/);
	expect(others).toEqual([]);
	const admin = await person("admin");
	const all = await request("GET", `/api/v1/admin/api-logs/export?tenantId=${ctx.tenantId}`, { as: admin });
	expect((await all.text()).trim().split("\r\n")).toHaveLength(3);
	expect((await request("GET", "/api/v1/admin/api-logs?sort=-duration&limit=1", { as: admin })).status).toBe(200);
});

/** How SQLite goes about what `ask` asks of a shard. */
async function plansOf(code: string, ask: () => Promise<unknown>): Promise<string[]> {
	const shard = shardBindings(bindings).get(code) as D1Database;
	const asked: { sql: string; params: unknown[] }[] = [];
	const spied = shard.prepare.bind(shard);
	shard.prepare = (sql: string) => {
		const statement = spied(sql);
		const bind = statement.bind.bind(statement);
		statement.bind = (...params: unknown[]) => {
			asked.push({ sql, params });
			return bind(...params);
		};
		return statement;
	};
	try {
		await ask();
	} finally {
		shard.prepare = spied;
	}
	const plans = asked
		.filter(({ sql }) => sql.includes('from "api_log'))
		.map(async ({ sql, params }) => {
			const { results } = await shard
				.prepare(`EXPLAIN QUERY PLAN ${sql}`)
				.bind(...params)
				.all<{ detail: string }>();
			return results.map(({ detail }) => detail).join("; ");
		});
	return Promise.all(plans);
}

describe("no list of the log reads what it does not show", () => {
	const range = { from: iso(NOW), to: iso(NOW + 1) };
	const key = newId("apiKey");
	const filters: [Record<string, unknown>, string][] = [
		[{}, "api_logs_by_tenant "],
		[{ sort: "at" }, "api_logs_by_tenant "],
		[{ sort: "-duration" }, "api_logs_by_tenant_duration"],
		[{ sort: "duration", slowerThan: 1000 }, "api_logs_by_tenant_duration"],
		[{ method: "POST" }, "api_logs_by_tenant "],
		[{ route: "/x" }, "api_logs_by_tenant_route"],
		[{ route: "/x", ...range }, "api_logs_by_tenant_route"],
		[{ key }, "api_logs_by_tenant_actor"],
		[{ key, ...range, method: "GET" }, "api_logs_by_tenant_actor"],
		[{ status: "5xx" }, "api_logs_errors_by_tenant"],
		[{ status: "404", ...range }, "api_logs_errors_by_tenant"],
		[range, "api_logs_by_tenant "],
	];
	test.each(filters)("a tenant's by %j", async (query, index) => {
		const ctx = await placedAt("01");
		const [plan, ...others] = await plansOf("01", () => listApiLogs(ctx, asked(query)));
		expect(others).toEqual([]);
		expect(plan).toMatch(/^SEARCH api_logs USING/);
		expect(plan).toContain(index);
		expect(plan).not.toContain("TEMP B-TREE");
	});

	const everywhere: [Record<string, unknown>, RegExp][] = [
		// From the newest on, as far as a page goes.
		[{}, /^SCAN api_logs USING INDEX api_logs_by_time;/],
		[{ sort: "-duration" }, /^SCAN api_logs USING INDEX api_logs_by_duration;/],
		[{ sort: "-duration", slowerThan: 1000 }, /^SEARCH api_logs USING INDEX api_logs_by_duration /],
		[{ route: "/x" }, /^SEARCH api_logs USING INDEX api_logs_by_route /],
		[{ route: "/x", ...range }, /^SEARCH api_logs USING INDEX api_logs_by_route /],
		[{ status: "4xx" }, /^(SEARCH|SCAN) api_logs USING INDEX api_logs_errors/],
		[{ status: "500", ...range }, /^SEARCH api_logs USING INDEX api_logs_errors /],
		[range, /^SEARCH api_logs USING INDEX api_logs_by_time /],
	];
	test.each(everywhere)("everybody's by %j", async (query, index) => {
		const [plan] = await plansOf("00", () => listAllApiLogs(system(), SystemApiLogQuery.parse(query)));
		expect(plan).toMatch(index);
		expect(plan).not.toContain("TEMP B-TREE");
	});

	test("statistics read hours of their range, of lines only slow ones; deprecated routes only their own", async () => {
		const ctx = await placedAt("01");
		const mine = await plansOf("01", () => readStatistics(ctx, {}));
		const all = await plansOf("01", () => readAllStatistics(system(), {}));
		const ofOne = await plansOf("01", () => readAllStatistics(system(), { tenantId: ctx.tenantId }));
		const deprecated = await plansOf("01", () => readDeprecated(system(), {}));
		expect([mine.length, all.length, ofOne.length, deprecated.length]).toEqual([3, 5, 5, 2]);
		const ofTenant =
			/^SEARCH api_log_(hours|durations) USING (COVERING )?INDEX sqlite_autoindex_api_log_\w+ \(tenant_id=\? AND start>\? AND start<\?\)/;
		const ofHours = /^SEARCH api_log_(hours|durations) USING INDEX api_log_\w+_by_time \(start>\? AND start<\?\)/;
		for (const plan of [...mine, ...ofOne.slice(0, 4)]) expect(plan).toMatch(ofTenant);
		for (const plan of all.slice(0, 4)) expect(plan).toMatch(ofHours);
		for (const plan of [all, ofOne].map((plans) => plans.at(-1)))
			expect(plan).toMatch(/^SEARCH api_logs USING INDEX api_logs_slow \(at>\? AND at<\?\)/);
		for (const plan of deprecated)
			expect(plan).toMatch(/^SEARCH api_logs USING INDEX api_logs_deprecated \(at>\? AND at<\?\)/);
	});

	test("a page far behind begins where the last one ended", async () => {
		const ctx = await placedAt("01");
		await logged(ctx, [{}, {}, {}]);
		const { nextCursor } = await listApiLogs(ctx, asked({ limit: 1 }));
		const [plan] = await plansOf("01", () => listApiLogs(ctx, asked({ limit: 1, cursor: nextCursor })));
		expect(plan).toMatch(/api_logs_by_tenant \(tenant_id=\? AND at<\?\)/);
	});
});
