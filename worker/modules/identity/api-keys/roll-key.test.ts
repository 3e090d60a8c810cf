import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { NOW, system } from "#tests/factories";
import { keyHolder, keyOf, later } from "#tests/keys";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { auditLogs } from "#worker/kernel/tables";
import { DAY, HOUR, iso } from "#worker/kernel/time";
import { hashKey } from "./key-text";
import { readKey } from "./read-keys";
import { revokeKey } from "./revoke-key";
import { rollKey } from "./roll-key";
import { isUsable } from "./rules";
import { apiKeys } from "./tables";
import { updateKey } from "./update-key";
import { verifyKey } from "./verify-key";

async function works(text: string | null, at: number): Promise<boolean> {
	const record = await verifyKey(system().db, await hashKey(text ?? ""));
	return record !== null && isUsable(record, at);
}
const actions = async (ctx: TenantContext, id: string) =>
	((await ctx.db.list(auditLogs as never, { where: eq(auditLogs.resourceId, id) })) as { action: string }[])
		.map(({ action }) => action)
		.sort();

test("both keys work during the overlap, then only the new one", async () => {
	const { ctx, forgotten } = await keyHolder();
	const old = await keyOf(ctx, { ips: ["10.0.0.0/8"], environment: "test" });
	const made = await rollKey(ctx, old.id, { overlapSeconds: 3600 });
	const { name, scopes, ips, environment } = old;
	expect(made).toMatchObject({ name, scopes, ips, environment, expiresAt: null, replacedBy: null });
	expect(made.key).not.toBe(old.text);
	expect(await readKey(ctx, old.id)).toMatchObject({ replacedBy: made.id, expiresAt: iso(NOW + HOUR) });
	expect([await works(old.text, NOW + HOUR - 1), await works(made.key, NOW + HOUR - 1)]).toEqual([true, true]);
	expect([await works(old.text, NOW + HOUR), await works(made.key, NOW + HOUR)]).toEqual([false, true]);
	expect(forgotten).toEqual([await hashKey(old.text)]);
	expect(await actions(ctx, old.id)).toEqual(["api_key.create", "api_key.roll"]);
	expect(await actions(ctx, made.id)).toEqual(["api_key.create"]);
});

test("without an overlap the old key ends at once", async () => {
	const { ctx } = await keyHolder();
	const old = await keyOf(ctx);
	const made = await rollKey(ctx, old.id, { overlapSeconds: 0 });
	expect([await works(old.text, NOW), await works(made.key, NOW)]).toEqual([false, true]);
});

test("the new key lives as long as the old one was given, and the old one never longer than it was", async () => {
	const { ctx } = await keyHolder();
	const old = await keyOf(ctx, { expiresAt: iso(NOW + 30 * DAY) });
	const nearTheEnd = { ...ctx, now: NOW + 30 * DAY - HOUR };
	const made = await rollKey(nearTheEnd, old.id, { overlapSeconds: 604_800 });
	expect(made.expiresAt).toBe(iso(nearTheEnd.now + 30 * DAY));
	expect((await readKey(ctx, old.id)).expiresAt).toBe(iso(NOW + 30 * DAY));
});

test("a key is rolled once, however many ask at once", async () => {
	const { ctx } = await keyHolder();
	const old = await keyOf(ctx);
	const roll = () => rollKey(ctx, old.id, { overlapSeconds: 60 });
	const answers = await Promise.allSettled([roll(), roll(), roll(), roll()]);
	const lost = answers.filter((answer) => answer.status === "rejected").map(({ reason }) => reason.code);
	expect(lost).toEqual(["conflict", "conflict", "conflict"]);
	expect(await ctx.db.list(apiKeys)).toHaveLength(2);
	await expect(roll()).rejects.toMatchObject({ code: "conflict" });
});

test("a new key never has what was taken from the old one meanwhile", async () => {
	const { ctx } = await keyHolder();
	for (let n = 0; n < 5; n++) {
		const old = await keyOf(ctx, { scopes: ["*:*"] });
		const narrow = updateKey(ctx, old.id, { scopes: ["invoice:read"] });
		const [narrowed, rolled] = await Promise.allSettled([narrow, rollKey(ctx, old.id, { overlapSeconds: 60 })]);
		expect([narrowed.status, rolled.status]).toContain("fulfilled");
		if (rolled.status === "fulfilled" && narrowed.status === "fulfilled")
			expect(rolled.value.scopes).toEqual(["invoice:read"]);
	}
});

test("a key that was rolled only ends earlier, and one that ended is not rolled", async () => {
	const { ctx } = await keyHolder();
	const old = await keyOf(ctx);
	const made = await rollKey(ctx, old.id, { overlapSeconds: 3600 });
	for (const expiresAt of [null, iso(NOW + HOUR + 1)])
		await expect(updateKey(ctx, old.id, { expiresAt })).rejects.toMatchObject({ issues: [{ pointer: "/expiresAt" }] });
	expect((await updateKey(ctx, old.id, { expiresAt: iso(NOW + 1000) })).expiresAt).toBe(iso(NOW + 1000));
	await revokeKey(ctx, made.id);
	for (const id of [old.id, made.id])
		await expect(rollKey(later(ctx, 5), id, { overlapSeconds: 0 })).rejects.toMatchObject({ code: "conflict" });
});

test("the new key is shown even when the meter cannot be told: it would be lost", async () => {
	const { ctx, reach } = await keyHolder();
	const old = await keyOf(ctx);
	reach.fails = true;
	const made = await rollKey(ctx, old.id, { overlapSeconds: 0 });
	expect(await works(made.key, NOW)).toBe(true);
});

test("where a thousand keys work, one is rolled without an overlap only", async () => {
	const { ctx } = await keyHolder();
	const { tenantId } = ctx;
	const row = { name: "x", environment: "live" as const, scopes: ["*:read"], lastFour: "0000", createdBy: "test" };
	const rows = Array.from({ length: 999 }, () => ({
		...{ ...row, id: newId("apiKey"), tenantId, hash: crypto.randomUUID(), createdAt: NOW },
	}));
	await system().db.batch([system().db.insertMany(apiKeys, rows)]);
	const old = await keyOf(ctx);
	await expect(rollKey(ctx, old.id, { overlapSeconds: 1 })).rejects.toMatchObject({ code: "limit_reached" });
	expect(await readKey(ctx, old.id)).toMatchObject({ state: "active", expiresAt: null, replacedBy: null });
	expect((await rollKey(ctx, old.id, { overlapSeconds: 0 })).state).toBe("active");
});
