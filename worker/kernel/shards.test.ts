import { and, eq, type SQL } from "drizzle-orm";
import { expect, test } from "vitest";
import { tenant } from "#tests/factories";
import { logLine, placedAt } from "#tests/shards";
import { apiLogs } from "#worker/modules/audit/api-logs/shard-tables";
import { usageDays } from "#worker/modules/metering/shard-tables";
import { tenants } from "#worker/modules/tenants/tables";
import type { TenantContext } from "./context";
import { lostRace } from "./database";
import { newId } from "./ids";
import { fences } from "./shard-tables";
import { livesHere, notMoving, readShard, TenantMoving, writeEach, writeShard } from "./shards";

const day = (meter: string) => ({ meter, start: 0, key: "", split: "", value: 1, count: 1, latestAt: 0 });

async function fence(ctx: TenantContext, code: string, side: typeof fences.$inferSelect.side) {
	const shard = ctx.shards.at(code);
	await shard.batch([shard.insert(fences, { tenantId: ctx.tenantId, moveId: newId("tenantMove"), side, at: 0 })]);
}

test("a tenant's rows are on its own shard and on no other", async () => {
	const ctx = await placedAt("01");
	const door = await writeShard(ctx, ctx.tenantId);
	await door.batch([door.insert(usageDays, day("api_calls"))]);
	expect(await (await readShard(ctx, ctx.tenantId)).list(usageDays)).toHaveLength(1);
	const mine = eq(usageDays.tenantId, ctx.tenantId);
	const counts = await Promise.all(["00", "01"].map((code) => ctx.shards.at(code).list(usageDays, { where: mine })));
	expect(counts.map((rows) => rows.length)).toEqual([0, 1]);
});

test("while a tenant moves it can be read and not written; whoever asked before is refused by the shard", async () => {
	const ctx = await placedAt("01");
	const early = await writeShard(ctx, ctx.tenantId);
	await ctx.db.batch([ctx.db.update(tenants, undefined, { movingTo: "00" })]);
	await fence(ctx, "01", "leaving");
	await expect(writeShard(ctx, ctx.tenantId)).rejects.toBeInstanceOf(TenantMoving);
	const late = early.batch([early.insert(usageDays, day("api_calls"))]);
	await expect(late).rejects.toMatchObject({ code: "not_ready", retryAfter: 10 });
	expect(await (await readShard(ctx, ctx.tenantId)).list(usageDays)).toEqual([]);
});

test("a guard in a batch to a shard is a guard, not a move", async () => {
	const ctx = await placedAt("01");
	const door = await writeShard(ctx, ctx.tenantId);
	const wrong = door.batch([door.update(usageDays, undefined, { value: 2 }), door.guard("was_there")]);
	expect(await wrong.catch(lostRace)).toBe(true);
});

test("an unknown tenant is not found", async () => {
	const { ctx } = await tenant();
	await expect(readShard(ctx, newId("tenant"))).rejects.toMatchObject({ code: "not_found" });
	await expect(writeShard(ctx, newId("tenant"))).rejects.toMatchObject({ code: "not_found" });
});

test("rows of many tenants go each to its shard; those of a tenant on the move are handed back", async () => {
	const [here, there, moving, leaving] = await Promise.all(["00", "01", "00", "01"].map(placedAt));
	if (!here || !there || !moving || !leaving) throw new TypeError();
	await moving.db.batch([moving.db.update(tenants, undefined, { movingTo: "01" })]);
	// The shard knows already what was not known when its placement was read.
	await fence(leaving, "01", "leaving");
	const route = `/many/${here.tenantId}`;
	const owners = [here.tenantId, there.tenantId, moving.tenantId, null, newId("tenant")];
	const rows = owners.map((owner) => logLine(owner, route));
	const write = (some: typeof rows) => writeEach(here, some, (db, part) => [db.insertMany(apiLogs, part)]);
	expect((await write(rows)).map((row) => row.tenantId)).toEqual([moving.tenantId]);
	expect(await write([logLine(leaving.tenantId, route)])).toHaveLength(1);
	const kept = async (code: string) =>
		(await here.shards.at(code).list(apiLogs, { where: eq(apiLogs.route, route) })).map((row) => row.tenantId);
	expect(new Set(await kept("00"))).toEqual(new Set([here.tenantId, null, owners[4]]));
	expect(await kept("01")).toEqual([there.tenantId]);
});

test("reads across tenants leave out copies and what a move has left behind; clean-ups leave alone what moves", async () => {
	const [leaving, arriving, left, arrived] = await Promise.all(["00", "00", "00", "00"].map(placedAt));
	if (!leaving || !arriving || !left || !arrived) throw new TypeError();
	const route = `/lives-here/${leaving.tenantId}`;
	const shard = leaving.shards.at("00");
	const owners = [leaving.tenantId, arriving.tenantId, left.tenantId, arrived.tenantId, null];
	await shard.batch([
		shard.insertMany(
			apiLogs,
			owners.map((owner) => logLine(owner, route)),
		),
	]);
	for (const [side, ctx] of Object.entries({ leaving, arriving, left, arrived }))
		await fence(ctx, "00", side as typeof fences.$inferSelect.side);
	const whose = async (where: SQL) => {
		const found = await shard.list(apiLogs, { where: and(eq(apiLogs.route, route), where) });
		return new Set(found.map((row) => row.tenantId));
	};
	expect(await whose(livesHere(apiLogs))).toEqual(new Set([leaving.tenantId, arrived.tenantId, null]));
	expect(await whose(notMoving(apiLogs))).toEqual(new Set([left.tenantId, arrived.tenantId, null]));
});
