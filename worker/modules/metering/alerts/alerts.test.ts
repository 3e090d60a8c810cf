import { expect, test } from "vitest";
import { asSystem, memberOf, person, request, system, tenant } from "#tests/factories";
import { drainOutbox, mailsTo, mailTo } from "#tests/mails";
import { inTenant, type TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { writeShard } from "#worker/kernel/shards";
import { HOUR } from "#worker/kernel/time";
import { overrideQuota } from "../quotas/override-quota";
import { meters, usageAlerts } from "../tables";
import { addToRollUps } from "../usage/roll-ups";
import { noteCrossing } from "./note-crossing";
import { crossed, judgeThresholds } from "./raise-alerts";

type Alerts = { items: { id: string; meter: string; threshold: number; used: number; dismissedAt: string | null }[] };

const alertsOf = async ({ db }: TenantContext) =>
	(await db.list(usageAlerts)).map(({ meter, threshold, used, limit }) => ({ meter, threshold, used, limit }));

test("a threshold is reached at so many per cent, not before; nothing is near a limit of nothing", () => {
	expect(crossed(79, 100)).toEqual([]);
	expect(crossed(80, 100)).toEqual([80]);
	expect(crossed(100, 100)).toEqual([80, 100]);
	expect(crossed(5, 0)).toEqual([]);
	expect(crossed(5, null)).toEqual([]);
});

test("seats: an invitation that comes near the limit raises an alert, once, mailed to the owner", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	await overrideQuota(asSystem(await person("operator"), Date.now()), it.ctx.tenantId, "seats", {
		limit: 5,
		hard: true,
	});
	for (let n = 0; n < 4; n++) {
		const body = { email: `alert-${n}-${it.ctx.tenantId}@example.test`, role: "member" };
		expect((await request("POST", "/api/v1/invitations", { as: it.owner, body })).status).toBe(201);
		await drainOutbox();
	}
	expect(await alertsOf(it.ctx)).toEqual([
		{ meter: "seats", threshold: 80, used: 4, limit: 5 },
		{ meter: "seats", threshold: 100, used: 5, limit: 5 },
	]);
	const subjects = async () => (await mailsTo(it.owner.email)).map(({ subject }) => subject);
	await expect.poll(subjects, { timeout: 8000 }).toContain("Your limit of seats is reached");
	await judgeThresholds(inTenant(system(Date.now()), system().db, it.ctx.tenantId), ["seats"]);
	expect(await alertsOf(it.ctx)).toHaveLength(2);
});

test("a crossing that is told many times at once is one alert; the mail names limit, reset and a larger plan", async () => {
	const it = await tenant({ plan: "free" }, Date.now());
	const job = { v: 1 as const, id: newId("event"), type: "usage.threshold_crossed" as const };
	const crossing = {
		tenantId: it.ctx.tenantId,
		meter: "api_calls",
		periodStart: 1,
		threshold: 80,
		used: 800,
		limit: 1000,
	};
	await Promise.all(Array.from({ length: 6 }, () => noteCrossing(system(Date.now()), { ...job, ...crossing })));
	expect(await alertsOf(it.ctx)).toEqual([{ meter: "api_calls", threshold: 80, used: 800, limit: 1000 }]);
	const mail = await mailTo(it.owner.email, "usage.alerted");
	expect(mail.subject).toMatch(/80%/);
	expect(mail.text).toMatch(/1[.,]000/);
	expect(mail.text).toMatch(/Starter/);
	expect((await mailsTo(it.owner.email)).filter(({ template }) => template === "usage.alerted")).toHaveLength(1);
});

test("a meter of events is judged by the roll-ups of the period", async () => {
	const now = Date.now();
	const it = await tenant({ plan: "growth" }, now);
	const code = `orders_${now}`;
	const { db } = system();
	await db.batch([
		db.insert(meters, {
			...{ id: newId("meter"), code, name: { en: "Orders", id: "Pesanan" }, unit: "order", source: "events" },
			...{ aggregation: "sum", eventType: code, groupBy: [], state: "active", createdAt: now, updatedAt: now },
		}),
	]);
	await overrideQuota(asSystem(await person("operator"), now), it.ctx.tenantId, code, { limit: 10, hard: false });
	const shard = await writeShard(it.ctx, it.ctx.tenantId);
	const row = { meter: code, key: "", split: "", count: 1 };
	await shard.batch(addToRollUps(shard, "sum", [{ ...row, at: now, value: 13 }]));
	// An hour that began before the period is not in it.
	await shard.batch(addToRollUps(shard, "sum", [{ ...row, at: now - 40 * 24 * HOUR, value: 100 }]));
	await judgeThresholds(inTenant(system(now), system().db, it.ctx.tenantId), [code]);
	expect(await alertsOf(it.ctx)).toEqual([
		{ meter: code, threshold: 80, used: 13, limit: 10 },
		{ meter: code, threshold: 100, used: 13, limit: 10 },
	]);
	const read = await request("GET", "/api/v1/entitlements", { as: it.owner });
	const { items } = (await read.json()) as { items: { meter?: string }[] };
	expect(items.find(({ meter }) => meter === code)).toMatchObject({ used: 13, allowed: true, hard: false });
});

test("alerts are listed, put away by who may, and staff sees who is near a limit", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	await overrideQuota(asSystem(await person("operator"), Date.now()), it.ctx.tenantId, "seats", {
		limit: 1,
		hard: true,
	});
	await judgeThresholds(inTenant(system(Date.now()), system().db, it.ctx.tenantId), ["seats"]);
	const list = async (query = "") =>
		((await (await request("GET", `/api/v1/usage/alerts${query}`, { as: it.owner })).json()) as Alerts).items;
	const [first, second] = await list();
	expect([first?.threshold, second?.threshold].sort()).toEqual([100, 80]);
	const dismiss = (as = it.owner) => request("POST", `/api/v1/usage/alerts/${first?.id}/dismiss`, { as, body: {} });
	expect((await dismiss(await memberOf(it.ctx, "member"))).status).toBe(403);
	expect(await (await dismiss()).json()).toMatchObject({ dismissedBy: it.owner.name });
	expect((await dismiss()).status).toBe(200);
	expect((await list()).map(({ id }) => id)).toEqual([second?.id]);
	expect(await list("?state=all")).toHaveLength(2);
	const staff = await person("operator");
	const near = await request("GET", "/api/v1/admin/usage-alerts?limit=2", { as: staff });
	expect(await near.json()).toMatchObject({ items: [{ tenant: { id: it.ctx.tenantId } }, { tenant: {} }] });
	const ofTenant = (id: string, query = "") =>
		request("GET", `/api/v1/admin/tenants/${id}/alerts${query}`, { as: staff });
	const theirs = (await (await ofTenant(it.ctx.tenantId)).json()) as Alerts;
	expect(theirs.items.map(({ id }) => id)).toEqual([second?.id]);
	expect((await (await ofTenant(it.ctx.tenantId, "?state=all&limit=1")).json()) as Alerts).toMatchObject({
		items: [{ meter: "seats" }],
		nextCursor: expect.any(String),
	});
	expect((await ofTenant(newId("tenant"))).status).toBe(404);
});
