import { expect, test } from "vitest";
import { NOW, system } from "#tests/factories";
import { keyHolder, keyOf } from "#tests/keys";
import { newId } from "#worker/kernel/ids";
import { DAY, iso, MINUTE } from "#worker/kernel/time";
import { hashKey } from "./key-text";
import { readKey } from "./read-keys";
import { touchKeys } from "./touch-keys";
import { verifyKey } from "./verify-key";

test("a key is known by its hash alone, with all that admission has to know", async () => {
	const { ctx, owner } = await keyHolder();
	const { id, text } = await keyOf(ctx, { ips: ["10.0.0.0/8"], expiresAt: iso(NOW + DAY) });
	expect(await verifyKey(system().db, await hashKey(text))).toEqual({
		...{ id, tenantId: ctx.tenantId, name: "Kasir", environment: "live", scopes: ["invoice:read"] },
		...{ ips: ["10.0.0.0/8"], expiresAt: NOW + DAY, revokedAt: null, createdBy: owner.id },
	});
	expect(await verifyKey(system().db, await hashKey(`${text} `))).toBeNull();
});

test("the last use of many keys is noted at once, and never goes back", async () => {
	const { ctx } = await keyHolder();
	const [a, b, c] = [await keyOf(ctx), await keyOf(ctx), await keyOf(ctx)];
	const { db } = system();
	const used = async () => [a, b, c].map(({ id }) => readKey(ctx, id).then((view) => view.lastUsedAt));
	await touchKeys(db, [
		{ id: a.id, at: NOW },
		{ id: b.id, at: NOW + MINUTE },
		{ id: a.id, at: NOW - MINUTE },
		{ id: newId("apiKey"), at: NOW },
	]);
	expect(await Promise.all(await used())).toEqual([iso(NOW), iso(NOW + MINUTE), null]);
	await touchKeys(db, [
		{ id: a.id, at: NOW + 2 * MINUTE },
		{ id: b.id, at: NOW },
	]);
	await touchKeys(db, []);
	expect(await Promise.all(await used())).toEqual([iso(NOW + 2 * MINUTE), iso(NOW + MINUTE), null]);
});

test("a thousand keys are noted in one statement", async () => {
	const { ctx } = await keyHolder();
	const { id } = await keyOf(ctx);
	const others = Array.from({ length: 999 }, () => ({ id: newId("apiKey"), at: NOW }));
	await touchKeys(system().db, [...others, { id, at: NOW }]);
	expect((await readKey(ctx, id)).lastUsedAt).toBe(iso(NOW));
});
