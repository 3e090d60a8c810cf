import { count, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { memberOf, NOW, person, request, system, tenant } from "#tests/factories";
import { keyHolder, keyOf } from "#tests/keys";
import { newId } from "#worker/kernel/ids";
import { auditLogs, idempotencyKeys, outbox } from "#worker/kernel/tables";
import { DAY, iso } from "#worker/kernel/time";
import { hashKey, readKeyText } from "./key-text";
import { apiKeys } from "./tables";

const input = { name: "Kasir", scopes: ["invoice:read"] };

test("a key is shown once and kept as its hash, its prefix and its last four characters", async () => {
	const { ctx, owner } = await keyHolder();
	const made = await keyOf(ctx, { scopes: ["invoice:read", "invoice:read", "payment:*"], ips: ["2001:DB8::/32"] });
	expect(readKeyText(made.text)).toEqual({ environment: "live", tenantId: ctx.tenantId });
	expect(made).toMatchObject({
		...{ name: "Kasir", environment: "live", state: "active", prefix: "sewa_live_", lastFour: made.text.slice(-4) },
		...{ scopes: ["invoice:read", "payment:*"], ips: ["2001:db8::/32"], expiresAt: null, revokedAt: null },
		...{ lastUsedAt: null, replacedBy: null, createdBy: owner.name, createdAt: iso(NOW) },
	});
	const [row] = await ctx.db.list(apiKeys);
	expect(row).toMatchObject({ id: made.id, hash: await hashKey(made.text), createdBy: owner.id });
	const [told] = await ctx.db.list(auditLogs as never, { where: eq(auditLogs.resourceId, made.id) });
	expect(told).toMatchObject({ action: "api_key.create", after: { ...input, scopes: made.scopes, expiresAt: null } });
	expect(JSON.stringify([row, told])).not.toContain(made.text);
});

test("the answer is never stored, neither by a cache nor for a repetition", async () => {
	const { owner } = await tenant();
	const send = () =>
		request("POST", "/api/v1/api-keys", { as: owner, body: input, headers: { "idempotency-key": `once-${owner.id}` } });
	const first = await send();
	expect(first.status).toBe(201);
	expect(first.headers.get("cache-control")).toBe("no-store");
	const made = (await first.json()) as { id: string; key: string };
	expect(readKeyText(made.key)).not.toBeNull();
	const second = await send();
	expect(second.headers.get("idempotency-replayed")).toBe("true");
	expect(await second.json()).toEqual({ ...made, key: null });
	const stored = await system().db.list(idempotencyKeys, { where: eq(idempotencyKeys.key, `once-${owner.id}`) });
	expect(stored).toHaveLength(1);
	expect(JSON.stringify(stored)).not.toContain(made.key.slice(-38));
	const read = await request("GET", `/api/v1/api-keys/${made.id}`, { as: owner });
	expect(await read.text()).not.toContain(made.key.slice(-38));
});

test.each([
	[{ name: " " }, "/name"],
	[{ scopes: [] }, "/scopes"],
	[{ scopes: ["invoice:delete"] }, "/scopes/0"],
	[{ scopes: ["api_key:read"] }, "/scopes/0"],
	[{ environment: "staging" }, "/environment"],
	[{ expiresAt: "tomorrow" }, "/expiresAt"],
	[{ expiresAt: "2020-01-01T00:00:00Z" }, "/expiresAt"],
	[{ ips: ["10.0.0.0/8", "10.0.0"] }, "/ips/1"],
	[{ ips: [] }, "/ips"],
])("%j is refused at %s", async (wrong, pointer) => {
	const { owner } = await tenant();
	const response = await request("POST", "/api/v1/api-keys", { as: owner, body: { ...input, ...wrong } });
	expect(response.status).toBe(422);
	expect(await response.json()).toMatchObject({ issues: [{ pointer }] });
});

test("a key expires at the instant that was named, in whatever zone", async () => {
	const { ctx } = await keyHolder();
	const made = await keyOf(ctx, { environment: "test", expiresAt: "2026-12-01T07:00:00+07:00" });
	expect(made).toMatchObject({ expiresAt: "2026-12-01T00:00:00.000Z", prefix: "sewa_test_" });
	expect(readKeyText(made.text)?.environment).toBe("test");
});

test("members make none, and admins do", async () => {
	const { ctx } = await tenant();
	const answer = async (role: "admin" | "member") =>
		(await request("POST", "/api/v1/api-keys", { as: await memberOf(ctx, role), body: input })).status;
	expect([await answer("admin"), await answer("member")]).toEqual([201, 403]);
});

test("a tenant has a thousand keys that work at most, however many are asked for at once", async () => {
	const { ctx } = await keyHolder();
	const { tenantId } = ctx;
	const row = { name: "x", environment: "live" as const, scopes: ["*:read"], lastFour: "0000", createdBy: "test" };
	const some = (n: number, life: object) =>
		Array.from({ length: n }, () => ({
			...{ ...row, ...life, id: newId("apiKey"), tenantId, hash: crypto.randomUUID(), createdAt: NOW - DAY },
		}));
	const dead = [...some(20, { revokedAt: NOW - 1 }), ...some(20, { expiresAt: NOW })];
	await system().db.batch([system().db.insertMany(apiKeys, [...some(998, { expiresAt: NOW + 1 }), ...dead])]);
	const answers = await Promise.allSettled(Array.from({ length: 6 }, () => keyOf(ctx)));
	const refused = answers.filter((answer) => answer.status === "rejected");
	expect(refused.map(({ reason }) => reason.code)).toEqual(Array(4).fill("limit_reached"));
	const [total] = await ctx.db.select({ count: count() }, apiKeys);
	expect(total?.count).toBe(1040);
	expect(await ctx.db.list(auditLogs as never, { where: eq(auditLogs.action, "api_key.create") })).toHaveLength(2);
});

test("nothing follows from a new key: nobody knows it yet", async () => {
	const { ctx, forgotten } = await keyHolder();
	await keyOf(ctx);
	expect(forgotten).toEqual([]);
	const events = await system().db.list(outbox, { where: eq(outbox.tenantId, ctx.tenantId) });
	expect(events.map(({ job }) => (job as { type: string }).type)).not.toContain("api_key.changed");
});

test("somebody without an organisation makes none", async () => {
	const response = await request("POST", "/api/v1/api-keys", { as: await person(), body: input });
	expect(response.status).toBe(403);
});
