import { expect, test } from "vitest";
import { request, tenant } from "#tests/factories";
import { keyHolder, keyOf, later } from "#tests/keys";
import { DAY, iso } from "#worker/kernel/time";
import { listKeys, readKey } from "./read-keys";
import { revokeKey } from "./revoke-key";
import type { ApiKeyQuery } from "./schemas";

const query: ApiKeyQuery = { limit: 25, sort: "-createdAt" };

test("keys are listed newest first, page by page, and by state and environment", async () => {
	const { ctx, owner } = await keyHolder();
	const active = await keyOf(ctx, { name: "active" });
	const expiring = await keyOf(later(ctx, 1), { name: "expiring", expiresAt: iso(ctx.now + DAY) });
	const revoked = await keyOf(later(ctx, 2), { name: "revoked" });
	const test = await keyOf(later(ctx, 3), { name: "test", environment: "test" });
	await revokeKey(ctx, revoked.id);
	const after = later(ctx, 86_400);
	const names = async (more: Partial<ApiKeyQuery>) =>
		(await listKeys(after, { ...query, ...more })).items.map(({ name }) => name);
	expect(await names({})).toEqual(["test", "revoked", "expiring", "active"]);
	expect(await names({ sort: "createdAt" })).toEqual(["active", "expiring", "revoked", "test"]);
	expect(await names({ state: "active" })).toEqual(["test", "active"]);
	expect(await names({ state: "expired" })).toEqual(["expiring"]);
	expect(await names({ state: "revoked" })).toEqual(["revoked"]);
	expect(await names({ environment: "live", state: "active" })).toEqual(["active"]);
	const first = await listKeys(after, { ...query, limit: 3 });
	expect(first.nextCursor).not.toBeNull();
	const second = await listKeys(after, { ...query, limit: 3, cursor: first.nextCursor ?? "" });
	expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([test.id, revoked.id, expiring.id, active.id]);
	expect(first.items.map(({ state, createdBy }) => [state, createdBy])).toEqual([
		["active", owner.name],
		["revoked", owner.name],
		["expired", owner.name],
	]);
});

test("neither list nor key tells the text or the hash", async () => {
	const { owner } = await tenant();
	const body = { name: "Kasir", scopes: ["*:read"] };
	const made = (await (await request("POST", "/api/v1/api-keys", { as: owner, body })).json()) as { id: string };
	for (const path of ["", `/${made.id}`]) {
		const text = await (await request("GET", `/api/v1/api-keys${path}`, { as: owner })).text();
		expect(text).toContain(made.id);
		expect(text).not.toMatch(/sewa_live_[0-9a-z]|[0-9a-f]{64}/);
	}
});

test("another tenant's key is not found", async () => {
	const [mine, theirs] = [await keyHolder(), await keyHolder()];
	const { id } = await keyOf(theirs.ctx);
	await expect(readKey(mine.ctx, id)).rejects.toMatchObject({ code: "not_found" });
	expect((await listKeys(mine.ctx, query)).items).toEqual([]);
});
