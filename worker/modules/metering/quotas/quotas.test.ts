import { expect, test } from "vitest";
import { type Founded, PNG, person, request, system, tenant } from "#tests/factories";
import { subscriber } from "#tests/subscribers";
import { inTenant } from "#worker/kernel/context";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { plans } from "#worker/modules/catalog/tables";
import { seatUse } from "#worker/modules/tenants/seats";

async function keyOf({ owner }: Founded): Promise<string> {
	const body = { name: "till", scopes: ["*:read"] };
	const { key } = (await (await request("POST", "/api/v1/api-keys", { as: owner, body })).json()) as { key: string };
	return key;
}

const withKey = (key: string, path = "/api/v1/tenant") =>
	request("GET", path, { headers: { authorization: `Bearer ${key}` } });

async function admin({ ctx }: Founded) {
	const staff = await person("operator");
	const at = `/api/v1/admin/tenants/${ctx.tenantId}`;
	return (method: string, path: string, body?: unknown) => request(method, at + path, { as: staff, body });
}

type Items = { items: ({ meter?: string; feature?: string } & Record<string, unknown>)[] };
async function entitlementsOf({ owner }: Founded) {
	const answer = (await (await request("GET", "/api/v1/entitlements", { as: owner })).json()) as Items & object;
	return { ...answer, of: (meter: string) => answer.items.find((one) => one.meter === meter) };
}

test("a quota that staff sets holds for the very next call, names itself when it is spent, and goes back to the plan's", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	const [key, staff] = [await keyOf(it), await admin(it)];
	expect((await withKey(key)).status).toBe(200);
	const set = await staff("PUT", "/quotas/api_calls", { limit: 3, hard: true });
	expect(set.status).toBe(200);
	expect(await set.json()).toMatchObject({ meter: "api_calls", limit: 3, hard: true, used: 1, override: true });

	expect((await withKey(key)).status).toBe(200);
	expect((await withKey(key)).status).toBe(200);
	const spent = await withKey(key);
	expect(spent.status).toBe(402);
	expect(await spent.json()).toMatchObject({
		code: "quota_exceeded",
		meter: "api_calls",
		limit: 3,
		resetsAt: expect.any(String),
	});
	const mine = await entitlementsOf(it);
	expect(mine.of("api_calls")).toMatchObject({ allowed: false, used: 3, limit: 3, resetsAt: expect.any(String) });

	expect((await staff("DELETE", "/quotas/api_calls")).status).toBe(204);
	expect((await staff("DELETE", "/quotas/api_calls")).status).toBe(404);
	expect((await withKey(key)).status).toBe(200);
	expect((await entitlementsOf(it)).of("api_calls")).toMatchObject({ allowed: true, used: 4 });
});

test("a reset counts from zero and says why in the audit log, with what was before", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	const [key, staff] = [await keyOf(it), await admin(it)];
	await staff("PUT", "/quotas/api_calls", { limit: 1, hard: true });
	await withKey(key);
	expect((await withKey(key)).status).toBe(402);
	const reset = await staff("POST", "/quotas/api_calls/reset", { reason: "our mistake" });
	expect(await reset.json()).toMatchObject({ used: 0, limit: 1 });
	expect((await withKey(key)).status).toBe(200);
	const logs = await it.ctx.db.list(auditLogs);
	const of = (action: string) => logs.find((row) => row.action === action);
	expect(of("quota.override")).toMatchObject({ before: null, after: { limit: 1, hard: true } });
	expect(of("quota.reset")).toMatchObject({ before: { used: 1 }, after: { used: 0, reason: "our mistake" } });
	expect((await staff("POST", "/quotas/seats/reset", { reason: "not these" })).status).toBe(409);
});

test("a pause does not start a quota anew", async () => {
	const it = await subscriber({}, Date.now() - 2 * DAY);
	const [key, staff] = [await keyOf(it), await admin(it)];
	await staff("PUT", "/quotas/api_calls", { limit: 3, hard: true });
	expect([(await withKey(key)).status, (await withKey(key)).status]).toEqual([200, 200]);
	const act = (what: string) => request("POST", `/api/v1/subscription/${what}`, { as: it.owner, body: {} });
	for (let n = 0; n < 2; n++) {
		expect((await act("pause")).status).toBe(200);
		expect((await act("resume")).status).toBe(200);
	}
	await it.ctx.meters.refresh(it.ctx.tenantId);
	expect((await entitlementsOf(it)).of("api_calls")).toMatchObject({ used: 2, limit: 3 });
	expect((await withKey(key)).status).toBe(200);
	expect((await withKey(key)).status).toBe(402);
});

test("a rate limit that staff sets holds for the very next call and is in its headers", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	const [key, staff] = [await keyOf(it), await admin(it)];
	expect((await withKey(key)).status).toBe(200);
	const set = await staff("PUT", "/rate-limits", { requests: 2, windowSeconds: 3600 });
	expect(await set.json()).toEqual({
		policies: [{ name: "tenant", requests: 2, windowSeconds: 3600 }],
		override: { requests: 2, windowSeconds: 3600 },
	});
	const first = await withKey(key);
	expect(first.headers.get("ratelimit-policy")).toBe('"tenant";q=2;w=3600');
	expect((await withKey(key)).status).toBe(200);
	const refused = await withKey(key);
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3000);
	expect((await staff("DELETE", "/rate-limits")).status).toBe(204);
	expect((await withKey(key)).status).toBe(200);
	expect(await (await staff("GET", "/rate-limits")).json()).toMatchObject({ override: null });
});

test("seats go by the same quota everywhere: the invitation, the seats and the entitlements agree", async () => {
	const it = await tenant({ plan: "free" }, Date.now());
	const staff = await admin(it);
	const invite = (n: number) =>
		request("POST", "/api/v1/invitations", {
			as: it.owner,
			body: { email: `seat-${n}-${it.ctx.tenantId}@example.test`, role: "member" },
		});
	await staff("PUT", "/quotas/seats", { limit: 3, hard: true });
	expect((await invite(1)).status).toBe(201);
	expect((await entitlementsOf(it)).of("seats")).toMatchObject({ used: 2, limit: 3, allowed: true, resetsAt: null });
	expect((await invite(2)).status).toBe(201);
	expect((await entitlementsOf(it)).of("seats")).toMatchObject({ used: 3, limit: 3, allowed: false });
	expect((await invite(3)).status).toBe(403);
	await staff("PUT", "/quotas/seats", { limit: 3, hard: false });
	expect((await invite(4)).status).toBe(201);
	const now = inTenant(system(Date.now()), system().db, it.ctx.tenantId);
	expect(await seatUse(now)).toEqual({ used: 4, limit: 3 });
	await staff("PUT", "/quotas/seats", { limit: null });
	expect((await entitlementsOf(it)).of("seats")).toMatchObject({ used: 4, limit: null, allowed: true });
});

test("entitlements name the plan, its features and what is stored; a suspended tenant reads that it may do nothing", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	const form = new FormData();
	form.set("file", new File([PNG], "logo.png"));
	await request("POST", "/api/v1/files", { as: it.owner, body: form });
	const mine = await entitlementsOf(it);
	const [plan] = await it.ctx.db.listShared(plans).then((all) => all.filter(({ code }) => code === "growth"));
	expect(mine).toMatchObject({ plan: { code: "growth", name: plan?.name } });
	expect(mine.of("storage_bytes")).toMatchObject({ used: PNG.byteLength, resetsAt: null });
	const features = mine.items.filter((one) => one.feature !== undefined);
	expect(features.map((one) => one.feature)).toEqual(plan?.features.map(({ en }) => en));
	const staff = await admin(it);
	await staff("POST", "/suspend", { reason: "unpaid" });
	const asleep = await entitlementsOf(it);
	expect(asleep.items.every((one) => one.allowed === false)).toBe(true);
});

test("what is no meter has no quota; two people setting one at once leave one row", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	const staff = await admin(it);
	expect((await staff("PUT", "/quotas/no_such_meter", { limit: 1 })).status).toBe(404);
	expect((await staff("PUT", "/quotas/api_calls", { limit: -1 })).status).toBe(422);
	const both = await Promise.all([5, 6].map((limit) => staff("PUT", "/quotas/api_calls", { limit })));
	expect(both.map((answer) => answer.status)).toEqual([200, 200]);
	const { items } = (await (await staff("GET", "/quotas")).json()) as Items;
	expect(items.filter(({ meter }) => meter === "api_calls")).toHaveLength(1);
	expect((await staff("GET", "/quotas")).status).toBe(200);
	const nobody = "ten_01h2xcejqtf2nbrexx3vqjhp41";
	const gone = await request("GET", `/api/v1/admin/tenants/${nobody}/quotas`, { as: await person("operator") });
	expect(gone.status).toBe(404);
});
