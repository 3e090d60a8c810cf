import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { system } from "#tests/factories";
import { keyHolder, keyOf, later } from "#tests/keys";
import type { TenantContext } from "#worker/kernel/context";
import { auditLogs, outbox } from "#worker/kernel/tables";
import { DAY, iso } from "#worker/kernel/time";
import { hashKey } from "./key-text";
import { readKey } from "./read-keys";
import { revokeKey } from "./revoke-key";
import { isUsable } from "./rules";
import { applyKeyChange } from "./tell-meter";
import { updateKey } from "./update-key";
import { verifyKey } from "./verify-key";

const told = (ctx: TenantContext, id: string) =>
	ctx.db.list(auditLogs as never, { where: eq(auditLogs.resourceId, id) }) as Promise<{ action: string }[]>;
const changes = async (ctx: TenantContext) => {
	const rows = await system().db.list(outbox, { where: eq(outbox.tenantId, ctx.tenantId) });
	return rows.map(({ job }) => job as { type: string }).filter(({ type }) => type === "api_key.changed");
};

test("a revoked key works nowhere once the answer is there, and revoking again is the same", async () => {
	const { ctx, forgotten } = await keyHolder();
	const { id, text } = await keyOf(ctx);
	const hash = await hashKey(text);
	await revokeKey(ctx, id);
	expect(forgotten).toEqual([hash]);
	const record = await verifyKey(system().db, hash);
	expect(record && isUsable(record, ctx.now)).toBe(false);
	await revokeKey(later(ctx, 60), id);
	expect(await readKey(ctx, id)).toMatchObject({ state: "revoked", revokedAt: iso(ctx.now) });
	expect((await told(ctx, id)).map(({ action }) => action).sort()).toEqual(["api_key.create", "api_key.revoke"]);
	expect(await changes(ctx)).toMatchObject([{ type: "api_key.changed", apiKeyId: id }]);
	expect(forgotten).toEqual([hash, hash]);
});

test("many who revoke one key at once revoke it once", async () => {
	const { ctx, forgotten } = await keyHolder();
	const { id } = await keyOf(ctx);
	await Promise.all(Array.from({ length: 5 }, () => revokeKey(ctx, id)));
	expect(await told(ctx, id)).toHaveLength(2);
	expect(await changes(ctx)).toHaveLength(1);
	expect(forgotten).toHaveLength(5);
});

test("when the meter cannot be told, the key is revoked all the same and the answer says to ask again", async () => {
	const { ctx, forgotten, reach } = await keyHolder();
	const { id, text } = await keyOf(ctx);
	reach.fails = true;
	await expect(revokeKey(ctx, id)).rejects.toMatchObject({ code: "not_ready", retryAfter: 1 });
	expect((await readKey(ctx, id)).state).toBe("revoked");
	expect(await changes(ctx)).toHaveLength(1);
	reach.fails = false;
	await applyKeyChange(ctx, id);
	await revokeKey(ctx, id);
	expect(forgotten).toEqual([await hashKey(text), await hashKey(text)]);
});

test("what is named is changed, what is not stays, and both are told", async () => {
	const { ctx, forgotten } = await keyHolder();
	const { id, text } = await keyOf(ctx, { ips: ["10.0.0.0/8"] });
	const expiresAt = iso(ctx.now + DAY);
	const after = await updateKey(ctx, id, { scopes: ["payment:*"], expiresAt, ips: null });
	expect(after).toMatchObject({ name: "Kasir", scopes: ["payment:*"], ips: null, expiresAt });
	expect(await readKey(ctx, id)).toEqual(after);
	expect(forgotten).toEqual([await hashKey(text)]);
	expect(await changes(ctx)).toHaveLength(1);
	const [, row] = (await told(ctx, id)).sort((a, b) => a.action.localeCompare(b.action));
	expect(row).toMatchObject({
		...{ action: "api_key.update", before: { scopes: ["invoice:read"], ips: ["10.0.0.0/8"], expiresAt: null } },
		after: { name: "Kasir", scopes: ["payment:*"], ips: null, expiresAt },
	});
});

test("a change to what is already so writes nothing", async () => {
	const { ctx } = await keyHolder();
	const { id } = await keyOf(ctx);
	await updateKey(ctx, id, { name: "Kasir", scopes: ["invoice:read"] });
	await updateKey(ctx, id, {});
	expect(await told(ctx, id)).toHaveLength(1);
});

test("of two changes at once neither undoes the other unseen", async () => {
	const { ctx } = await keyHolder();
	const { id } = await keyOf(ctx, { scopes: ["*:*"] });
	const answers = await Promise.allSettled([
		updateKey(ctx, id, { scopes: ["invoice:read"] }),
		updateKey(ctx, id, { name: "Gudang" }),
		updateKey(ctx, id, { ips: ["10.0.0.1"] }),
	]);
	const done = answers.filter(({ status }) => status === "fulfilled").length;
	const lost = answers.filter((answer) => answer.status === "rejected").map(({ reason }) => reason.code);
	expect(lost).toEqual(Array(3 - done).fill("conflict"));
	expect(done).toBeGreaterThan(0);
	expect(await told(ctx, id)).toHaveLength(1 + done);
});

test.each([
	["revoked", (ctx: TenantContext, id: `key_${string}`) => revokeKey(ctx, id)],
	["expired", async () => {}],
])("a key that is %s is not changed any more", async (state, end) => {
	const { ctx } = await keyHolder();
	const { id } = await keyOf(ctx, { expiresAt: iso(ctx.now + 1000) });
	await end(ctx, id);
	const change = updateKey(later(ctx, 1), id, { expiresAt: null });
	await expect(change).rejects.toMatchObject({ code: "conflict", detail: `This key is ${state}.` });
});
