import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { person, request, tenant } from "#tests/factories";
import { keyOf } from "#tests/keys";
import { newId } from "#worker/kernel/ids";
import { auditLogs } from "#worker/kernel/tables";

const path = (tenantId: string, rest = "") => `/api/v1/admin/tenants/${tenantId}/api-keys${rest}`;
const because = { reason: "It was found in a public repository." };

test("staff sees a tenant's keys masked, and narrowed as the tenant does", async () => {
	const [{ ctx }, other] = [await tenant({}, Date.now()), await tenant()];
	const [first, second] = [await keyOf(ctx), await keyOf(ctx, { environment: "test" })];
	await keyOf(other.ctx);
	const staff = await person("operator");
	const list = async (query = "") => {
		const answer = await request("GET", path(ctx.tenantId, query), { as: staff });
		return { text: await answer.clone().text(), items: ((await answer.json()) as { items: { id: string }[] }).items };
	};
	const all = await list();
	expect(all.items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
	expect(all.items[0]).toMatchObject({ prefix: expect.any(String), lastFour: expect.any(String) });
	for (const { text } of [first, second]) expect(all.text).not.toContain(text.slice(10, -4));
	expect((await list("?environment=test")).items.map(({ id }) => id)).toEqual([second.id]);
	expect((await request("GET", path(newId("tenant")), { as: staff })).status).toBe(404);
});

test("a key that staff shuts out works no longer; the tenant's audit log says who did it and why", async () => {
	const { ctx } = await tenant({}, Date.now());
	const { id, text } = await keyOf(ctx, { scopes: ["*:read"] });
	const withKey = () => request("GET", "/api/v1/tenant", { headers: { authorization: `Bearer ${text}` } });
	expect((await withKey()).status).toBe(200);
	const staff = await person("operator");
	const revoke = (body: unknown, tenantId: string = ctx.tenantId) =>
		request("POST", path(tenantId, `/${id}/revoke`), { as: staff, body });
	expect((await revoke({})).status).toBe(422);
	expect((await revoke(because, (await tenant()).ctx.tenantId)).status).toBe(404);
	expect((await revoke(because)).status).toBe(204);
	await expect.poll(async () => (await withKey()).status, { timeout: 7000 }).toBe(401);
	const [row] = await ctx.db.list(auditLogs as never, {
		where: eq(auditLogs.resourceId, id),
		orderBy: [desc(auditLogs.createdAt), desc(auditLogs.id)],
	});
	expect(row).toMatchObject({ action: "api_key.revoke", actorName: staff.name, after: because });
	expect((await revoke(because)).status).toBe(204);
});
