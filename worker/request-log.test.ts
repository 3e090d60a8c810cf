import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import * as z from "zod";
import { lineOf } from "#tests/api-logs";
import { bindings, ORIGIN, person, request, tenant } from "#tests/factories";
import { keyOf } from "#tests/keys";
import { createApp } from "./app";
import type { Env } from "./env";
import { AppError } from "./kernel/errors";
import { newId } from "./kernel/ids";
import { openApiDocument } from "./kernel/openapi";
import { publicRoute, type Route } from "./kernel/route";
import type { ApiLogLine, ApiLogMessage } from "./modules/audit/api-logs/line";
import { tenants } from "./modules/tenants/tables";

const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const spec = { method: "get", tag: "Test", summary: "A test", permission: "public" } as const;
const answer = z.object({ ok: z.boolean() });

const TEST_ROUTES: Route[] = [
	publicRoute({ ...spec, path: "/things/{id}", params: z.object({ id: z.string() }), answer }, async () => ({
		ok: true,
	})),
	publicRoute({ ...spec, path: "/sampled", sample: 50, answer }, async () => ({ ok: true })),
	publicRoute({ ...spec, path: "/hidden", developmentOnly: true, answer }, async () => ({ ok: true })),
	publicRoute(
		{
			...{ ...spec, path: "/old-things/{id}", params: z.object({ id: z.string() }), answer },
			deprecation: { since: "2026-01-01", sunset: "2027-01-01T00:00:00Z", link: "https://sewa.example/docs#things" },
		},
		async (_ctx, { params }) => {
			if (params.id === "none") throw new AppError("not_found");
			return { ok: true };
		},
	),
];

/** An app of its own with a queue that keeps what it is sent. */
function world(settings: Record<string, string> = {}) {
	const lines: ApiLogLine[] = [];
	const sendBatch = async (messages: Iterable<MessageSendRequest<ApiLogMessage>>) => {
		for (const { body } of messages) lines.push(...body.lines);
	};
	const env = { ...bindings, ...settings, API_LOG_FLUSH_MS: "0", LOGS: { sendBatch } } as unknown as Env;
	const app = createApp(TEST_ROUTES);
	const ask = async (path: string, init: RequestInit = {}) => {
		const execution = createExecutionContext();
		const response = await app.fetch(new Request(ORIGIN + path, init), env, execution);
		await response.text();
		await waitOnExecutionContext(execution);
		return response;
	};
	const of = (response: Response) => lines.filter((line) => line.requestId === response.headers.get("x-request-id"));
	return { ask, of };
}

test("a person's request is a line on the shard of the organisation, by the documented path", async () => {
	const { owner, ctx } = await tenant();
	await ctx.db.batch([ctx.db.update(tenants, undefined, { shard: "01" })]);
	const response = await request("GET", `/api/v1/invoices/${newId("invoice")}?secret=x`, { as: owner });
	const { line, shard } = await lineOf(response);
	expect(shard).toBe("01");
	expect(line).toMatchObject({
		...{ tenantId: ctx.tenantId, method: "GET", route: "/invoices/{id}", status: 404 },
		...{ actorKind: "user", actorId: owner.id, weight: 1, deprecated: false, requestBytes: 0 },
	});
	expect(line.responseBytes).toBe((await response.text()).length);
}, 30_000);

test("a key's requests name the key, also those that are refused; what is no key is nobody", async () => {
	const { ctx } = await tenant();
	const key = await keyOf(ctx, { scopes: ["invoice:read"] });
	const [served, forbidden, forged] = await Promise.all([
		request("GET", "/api/v1/invoices", { headers: bearer(key.text) }),
		request("GET", "/api/v1/wallet", { headers: bearer(key.text) }),
		request("GET", "/api/v1/invoices", { headers: bearer(`${key.text.slice(0, -1)}~`) }),
	]);
	expect([served.status, forbidden.status, forged.status]).toEqual([200, 403, 401]);
	const mine = { tenantId: ctx.tenantId, actorKind: "key", actorId: key.id };
	expect((await lineOf(served)).line).toMatchObject({ ...mine, route: "/invoices" });
	expect((await lineOf(forbidden)).line).toMatchObject({ ...mine, status: 403 });
	const nobody = { tenantId: null, actorKind: "anonymous", actorId: "-", status: 401 };
	const { line, shard } = await lineOf(forged);
	expect(line).toMatchObject({ ...nobody, route: "/invoices" });
	expect(shard).toBe("00");
}, 30_000);

test("a call that is turned away for its rate is a line of its organisation and key", async () => {
	const { ctx } = await tenant();
	const key = await keyOf(ctx, { scopes: ["invoice:read"] });
	const [body, as] = [{ requests: 1, windowSeconds: 60 }, await person("admin")];
	expect((await request("PUT", `/api/v1/admin/tenants/${ctx.tenantId}/rate-limits`, { as, body })).status).toBe(200);
	const ask = () => request("GET", "/api/v1/invoices", { headers: bearer(key.text) });
	const answers = [await ask(), await ask(), await ask()];
	expect(answers.map(({ status }) => status)).toEqual([200, 429, 429]);
	for (const refused of answers.slice(1)) {
		const { line } = await lineOf(refused);
		expect(line).toMatchObject({ tenantId: ctx.tenantId, actorKind: "key", actorId: key.id, status: 429 });
	}
}, 30_000);

test("what no route answers is unknown, whatever its address; sign-in has its own path; staff belongs to no tenant", async () => {
	const admin = await person("admin");
	const [lost, foreign, signIn, staff] = await Promise.all([
		request("GET", "/api/v1/nothing/sewa_live_secret"),
		request("POST", "/api/v1/invoices/x/payments", { body: {}, headers: { origin: "http://evil.example" } }),
		request("POST", "/api/v1/auth/sign-in/email", { body: {} }),
		request("GET", "/api/v1/admin/overview", { as: admin }),
	]);
	expect((await lineOf(lost)).line).toMatchObject({ route: "unknown", status: 404, tenantId: null });
	expect((await lineOf(foreign)).line).toMatchObject({
		route: "/invoices/{id}/payments",
		status: 403,
		requestBytes: 2,
	});
	expect((await lineOf(signIn)).line).toMatchObject({ route: "/auth/sign-in/email", method: "POST" });
	expect((await lineOf(staff)).line).toMatchObject({ actorKind: "user", actorId: admin.id, tenantId: null });
}, 30_000);

test("health, documentation and what exists in development only are not logged", async () => {
	const { ask, of } = world();
	for (const path of ["/health/live", "/docs", "/api/v1/openapi.json", "/api/v1/hidden"]) {
		const response = await ask(path);
		expect(response.status).toBe(200);
		expect(of(response)).toEqual([]);
	}
	expect(of(await ask("/api/v1/things/7"))).toMatchObject([{ route: "/things/{id}", status: 200, responseBytes: 11 }]);
	const head = await ask("/api/v1/things/7", { method: "HEAD" });
	expect([head.status, head.headers.get("content-length")]).toEqual([200, "11"]);
	expect(of(head)).toMatchObject([{ route: "/things/{id}", method: "HEAD" }]);
	expect(of(await ask("/api/v1/things/7", { method: "PROPFIND" }))).toMatchObject([
		{ route: "unknown", method: "OTHER" },
	]);
});

test("a sampled route's lines stand for several requests; errors are all there", async () => {
	const { ask, of } = world();
	const lines = [];
	for (let n = 0; n < 40; n++) lines.push(...of(await ask("/api/v1/sampled")));
	expect(lines.every((line) => line.weight === 2)).toBe(true);
	// 40 of 40, or none, comes once in a million million runs.
	expect(lines.length).toBeGreaterThan(0);
	expect(lines.length).toBeLessThan(40);
	const quiet = world({ API_LOG_SAMPLE_PERCENT: "0" });
	expect(quiet.of(await quiet.ask("/api/v1/things/7"))).toEqual([]);
	expect(quiet.of(await quiet.ask("/api/v1/unknown"))).toMatchObject([{ weight: 1, status: 404 }]);
});

test("a deprecated route says so with every answer, in the document, and in the log", async () => {
	const { ask, of } = world();
	for (const [path, status] of [
		["/api/v1/old-things/7", 200],
		["/api/v1/old-things/none", 404],
	] as const) {
		const response = await ask(path);
		expect(response.status).toBe(status);
		expect(response.headers.get("deprecation")).toBe("@1767225600");
		expect(response.headers.get("sunset")).toBe("Fri, 01 Jan 2027 00:00:00 GMT");
		expect(response.headers.get("link")).toBe(
			'<https://sewa.example/docs#things>; rel="deprecation"; type="text/html"',
		);
		expect(of(response)).toMatchObject([{ route: "/old-things/{id}", deprecated: true, status }]);
	}
	const fresh = await ask("/api/v1/things/7");
	expect(["deprecation", "sunset", "link"].filter((name) => fresh.headers.has(name))).toEqual([]);
	const { paths } = openApiDocument(TEST_ROUTES, "test");
	expect(paths["/api/v1/old-things/{id}"]).toMatchObject({ get: { deprecated: true } });
	expect(JSON.stringify(paths["/api/v1/things/{id}"])).not.toContain("deprecated");
});
