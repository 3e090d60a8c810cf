import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { person, request, tenant } from "#tests/factories";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { entitlements, quotaOverrides } from "#worker/modules/catalog/tables";
import { rateOverrides } from "#worker/modules/metering/tables";

type Founded = Awaited<ReturnType<typeof tenant>>;

async function keyOf({ owner }: Founded, body: object = {}): Promise<{ id: string; key: string }> {
	const answer = await request("POST", "/api/v1/api-keys", {
		as: owner,
		body: { name: "till", scopes: ["*:read"], ...body },
	});
	expect(answer.status).toBe(201);
	return answer.json();
}

const withKey = (key: string, path = "/api/v1/tenant", headers: Record<string, string> = {}) =>
	request("GET", path, { headers: { authorization: `Bearer ${key}`, ...headers } });

async function allow(
	{ db, now, meters, tenantId }: TenantContext,
	limits: { calls?: number; rate?: [number, number] },
) {
	const { calls, rate } = limits;
	await db.batch([
		...(calls === undefined
			? []
			: [
					db.insert(quotaOverrides, {
						id: newId("quotaOverride"),
						meter: "api_calls",
						limit: calls,
						hard: true,
						updatedAt: now,
					}),
				]),
		...(rate
			? [
					db.insert(rateOverrides, {
						id: newId("rateOverride"),
						requests: rate[0],
						windowSeconds: rate[1],
						updatedAt: now,
					}),
				]
			: []),
		db.update(entitlements, undefined, { version: sql`version + 1` }),
	]);
	await meters.refresh(tenantId);
}

const used = async ({ meters, tenantId }: TenantContext) =>
	(await meters.read(tenantId)).counters.find(({ meter }) => meter === "api_calls")?.counted ?? 0;

test("a key opens what its scopes name, for its own organisation, and each call is counted", async () => {
	const founded = await tenant();
	const { key } = await keyOf(founded, { scopes: ["tenant:read"] });
	const answer = await withKey(key);
	expect(answer.status).toBe(200);
	expect(await answer.json()).toMatchObject({ id: founded.ctx.tenantId });
	expect(answer.headers.get("ratelimit-policy")).toBe('"burst";q=200;w=10, "sustained";q=1000;w=60');
	expect(answer.headers.get("ratelimit")).toMatch(/^"burst";r=199;t=\d+, "sustained";r=999;t=\d+$/);
	expect((await withKey(key, "/api/v1/invoices")).status).toBe(403);
	expect((await withKey(key, "/api/v1/admin/tenants")).status).toBe(403);
	expect(await used(founded.ctx)).toBe(3);
});

test("a key that was never made, is mistyped, revoked, expired or used from elsewhere opens nothing and costs nothing", async () => {
	const founded = await tenant();
	const { id, key } = await keyOf(founded);
	const elsewhere = await keyOf(founded, { ips: ["203.0.113.0/24"] });
	const flipped = key.slice(0, 40) + (key[40] === "a" ? "b" : "a") + key.slice(41);
	expect((await withKey(flipped)).status).toBe(401);
	expect((await withKey(elsewhere.key, undefined, { "cf-connecting-ip": "198.51.100.1" })).status).toBe(401);
	expect((await withKey(elsewhere.key, undefined, { "cf-connecting-ip": "203.0.113.9" })).status).toBe(200);
	expect((await withKey(key)).status).toBe(200);
	expect((await request("DELETE", `/api/v1/api-keys/${id}`, { as: founded.owner })).status).toBe(204);
	const before = await used(founded.ctx);
	await expect.poll(async () => (await withKey(key)).status, { timeout: 8_000, interval: 200 }).toBe(401);
	const refused = await withKey(key);
	expect(await refused.json()).toMatchObject({ code: "invalid_api_key", status: 401 });
	expect(await used(founded.ctx)).toBeGreaterThanOrEqual(before);
});

test("the call after the limit-th is refused with the limit, when it resets, and the plan that has more; people go on", async () => {
	const founded = await tenant({ plan: "free" });
	const { key } = await keyOf(founded);
	await allow(founded.ctx, { calls: 25 });
	const statuses: number[] = [];
	for (let n = 0; n < 30; n++) statuses.push((await withKey(key)).status);
	expect(statuses).toEqual([...Array(25).fill(200), ...Array(5).fill(402)]);
	const problem = await (await withKey(key)).json();
	expect(problem).toMatchObject({ code: "quota_exceeded", meter: "api_calls", limit: 25, plan: { code: "starter" } });
	expect(Date.parse((problem as { resetsAt: string }).resetsAt)).toBeGreaterThan(Date.now());
	expect((await request("GET", "/api/v1/tenant", { as: founded.owner })).status).toBe(200);
	expect(await used(founded.ctx)).toBe(25);
});

test("too many calls in a window are refused until it is over, for keys and people apart", async () => {
	const founded = await tenant();
	const { key } = await keyOf(founded);
	await allow(founded.ctx, { rate: [5, 60] });
	const statuses: number[] = [];
	for (let n = 0; n < 8; n++) statuses.push((await withKey(key)).status);
	expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
	const refused = await withKey(key);
	expect(refused.headers.get("ratelimit-policy")).toBe('"tenant";q=5;w=60');
	expect(refused.headers.get("ratelimit")).toMatch(/^"tenant";r=0;t=\d+$/);
	const wait = Number(refused.headers.get("retry-after"));
	expect(wait).toBeGreaterThan(50);
	expect(wait).toBeLessThanOrEqual(60);
	expect(await refused.json()).toMatchObject({ code: "rate_limited", "violated-policies": ["tenant"], limit: 5 });
	expect((await request("GET", "/api/v1/tenant", { as: founded.owner })).status).toBe(200);
	await founded.ctx.meters.unblock(founded.ctx.tenantId);
	expect((await withKey(key)).status).toBe(200);
});

test("test keys are limited in rate and spend no quota", async () => {
	const founded = await tenant();
	const { key } = await keyOf(founded, { environment: "test" });
	await allow(founded.ctx, { calls: 0, rate: [3, 60] });
	const statuses: number[] = [];
	for (let n = 0; n < 5; n++) statuses.push((await withKey(key)).status);
	expect(statuses).toEqual([200, 200, 200, 429, 429]);
	expect(await used(founded.ctx)).toBe(0);
});

test("who asks for something public too often is told to wait; addresses are counted apart", async () => {
	const ip = `198.51.100.${1 + Math.floor(Math.random() * 250)}`;
	const ask = (address: string) =>
		request("GET", "/api/v1/catalog/plans", { headers: { "cf-connecting-ip": address } });
	const first = await ask(ip);
	expect(first.status).toBe(200);
	expect(first.headers.get("ratelimit-policy")).toMatch(/^"public";q=\d+;w=60$/);
});

test("keys are for machines: a person's cookie beside one is not looked at", async () => {
	const [founded, other] = [await tenant(), await person("admin")];
	const { key } = await keyOf(founded);
	const answer = await request("GET", "/api/v1/me", { as: other, headers: { authorization: `Bearer ${key}` } });
	expect(answer.status).toBe(403);
});
