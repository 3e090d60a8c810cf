import { and, desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { person, request, system } from "#tests/factories";
import { placedAt } from "#tests/shards";
import { newId } from "#worker/kernel/ids";
import { auditLogs, shards } from "#worker/kernel/tables";
import type { LastMove } from "./schemas";

type Shard = { code: string; weight: number; tenants: number; arriving: number; bytes: number };

const weightOf = async (code: string) => (await system().db.find(shards, eq(shards.code, code)))?.weight;

test("shards are listed with who lives there and how big they are", async () => {
	const operator = await person("operator");
	const list = async () =>
		((await (await request("GET", "/api/v1/admin/shards", { as: operator })).json()) as { items: Shard[] }).items;
	const before = await list();
	expect(before.map(({ code }) => code)).toEqual(["00", "01"]);
	await placedAt("01");
	const after = await list();
	expect(after[1]?.tenants).toBeGreaterThan(before[1]?.tenants ?? 0);
	for (const shard of after) expect(shard.bytes).toBeGreaterThan(10_000);
});

test("a weight is set and audited; the last shard that takes tenants goes on taking them", async () => {
	const admin = await person("admin");
	const set = (code: string, weight: unknown) =>
		request("PUT", `/api/v1/admin/shards/${code}`, { as: admin, body: { weight } });
	try {
		expect(await (await set("00", 3)).json()).toMatchObject({ code: "00", weight: 3 });
		expect((await set("01", 0)).status).toBe(200);
		const refused = await set("00", 0);
		expect(refused.status).toBe(409);
		expect(await weightOf("00")).toBe(3);
	} finally {
		await set("00", 1);
		await set("01", 1);
	}
	expect([await weightOf("00"), await weightOf("01")]).toEqual([1, 1]);
	const mine = and(eq(auditLogs.actorId, admin.id), eq(auditLogs.action, "shard.weigh"));
	const rows = await system().db.list(auditLogs, { where: mine, orderBy: [desc(auditLogs.id)] });
	expect(rows.at(-1)).toMatchObject({ resourceId: "00", before: { weight: 1 }, after: { weight: 3 } });
	expect(rows).toHaveLength(4);
	expect((await set("77", 1)).status).toBe(404);
	expect((await set("0", 1)).status).toBe(404);
	expect((await set("00", -1)).status).toBe(422);
});

test("a move is begun and looked at over the API", async () => {
	const admin = await person("admin");
	const { tenantId } = await placedAt("01");
	const path = `/api/v1/admin/tenants/${tenantId}/move`;
	const standing = async () => (await (await request("GET", path, { as: admin })).json()) as LastMove;
	expect((await request("GET", path, { as: admin })).status).toBe(200);
	expect(await standing()).toEqual({ move: null });
	const nobody = `/api/v1/admin/tenants/${newId("tenant")}/move`;
	expect((await request("GET", nobody, { as: admin })).status).toBe(404);
	const wrong = await request("POST", path, { as: admin, body: { shard: "42" } });
	expect(await wrong.json()).toMatchObject({ issues: [{ pointer: "/shard" }] });
	const begun = await request("POST", path, { as: admin, body: { shard: "00" } });
	expect(begun.status).toBe(202);
	expect(await begun.json()).toMatchObject({ tenantId, from: "01", to: "00", status: "copying", copied: 0 });
	// The queue does the rest.
	await expect.poll(async () => (await standing()).move?.status, { timeout: 15_000 }).toBe("cleaning");
	const after = await request("GET", `/api/v1/admin/tenants/${tenantId}`, { as: admin });
	expect(await after.json()).toMatchObject({ shard: "00", movingTo: null });
});
