import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openLane } from "#bench/simulate/lane";
import { bindings, NOW, system } from "#tests/factories";
import { fill, NOTHING, placedAt, rowsOn } from "#tests/shards";
import type { Env } from "#worker/env";
import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { readShard, TenantMoving, writeShard } from "#worker/kernel/shards";
import { auditLogs, outbox } from "#worker/kernel/tables";
import { MINUTE } from "#worker/kernel/time";
import { machineContext } from "#worker/machine-context";
import { entitlements } from "#worker/modules/catalog/tables";
import { usageDays, usageFlushes } from "#worker/modules/metering/shard-tables";
import { tenants } from "#worker/modules/tenants/tables";
import { advanceMove, resumeMoves } from "./advance-move";
import { moveTenant } from "./move-tenant";
import { tenantMoves } from "./tables";

const LATER = NOW + 10 * MINUTE;
const SMALL = { rows: 2, pages: 3 };

const moveOf = (id: Id<"tenantMove">) => system().db.find(tenantMoves, eq(tenantMoves.id, id));
const tenantOf = (id: Id<"tenant">) => system().db.find(tenants, eq(tenants.id, id));

/** What the queue and cron do, until the move is over. */
async function drive(moveId: Id<"tenantMove">, pace = SMALL, ctxOf: (at: number) => SystemContext = system) {
	for (let step = 0; step < 200; step++) {
		const move = await moveOf(moveId);
		if (!move || move.status === "done" || move.status === "aborted") return move;
		await advanceMove(ctxOf(NOW + step * MINUTE), moveId, pace);
	}
	throw new Error("the move does not end");
}

test("a move takes along everything of its tenant and nothing of another", async () => {
	const [mine, other] = [await placedAt("00"), await placedAt("00")];
	await Promise.all([fill(mine, "00", 9), fill(other, "00", 3)]);
	const [before, others] = [await rowsOn("00", mine.tenantId), await rowsOn("00", other.tenantId)];
	const [rights] = await mine.db.list(entitlements);

	const begun = await moveTenant(system(), mine.tenantId, { shard: "01" });
	expect(begun).toMatchObject({ from: "00", to: "01", status: "copying" });
	expect(await drive(begun.id)).toMatchObject({ status: "done", copied: 63, problem: null });

	expect(await rowsOn("01", mine.tenantId)).toEqual(before);
	expect(await rowsOn("00", mine.tenantId)).toEqual(NOTHING);
	expect(await rowsOn("00", other.tenantId)).toEqual(others);
	expect(await tenantOf(mine.tenantId)).toMatchObject({ shard: "01", movingTo: null });
	expect(await mine.db.list(entitlements)).toMatchObject([{ version: (rights?.version ?? 0) + 1 }]);
	const actions = (await mine.db.list(auditLogs)).map((row) => row.action);
	expect(actions).toEqual(expect.arrayContaining(["tenant.move_begin", "tenant.move"]));
	const back = await moveTenant(system(), mine.tenantId, { shard: "00" });
	expect(await drive(back.id)).toMatchObject({ status: "done" });
	expect(await rowsOn("00", mine.tenantId)).toEqual(before);
	const door = await writeShard(mine, mine.tenantId);
	await door.batch([door.insert(usageFlushes, { sequence: 100, appliedAt: 1 })]);
	expect(await door.list(usageFlushes)).toHaveLength(10);
});

test("rows where it was stay readable for a while, and cron comes back for them", async () => {
	const ctx = await placedAt("00");
	await fill(ctx, "00", 2);
	const { id } = await moveTenant(system(), ctx.tenantId, { shard: "01" });
	for (let step = 0; step < 3; step++) await advanceMove(system(), id);
	expect(await moveOf(id)).toMatchObject({ status: "cleaning" });
	expect((await rowsOn("00", ctx.tenantId)).usage_days).toHaveLength(2);

	await resumeMoves(system(LATER));
	const waiting = await ctx.db.list(outbox);
	expect(waiting.map(({ job }) => job)).toContainEqual(
		expect.objectContaining({ type: "tenant.move_due", moveId: id }),
	);
	await advanceMove(system(LATER), id);
	expect(await moveOf(id)).toMatchObject({ status: "done" });
	expect(await rowsOn("00", ctx.tenantId)).toEqual(NOTHING);
});

test("a copy that differs is undone: the tenant stays, can write, and can be moved again", async () => {
	const ctx = await placedAt("00");
	await fill(ctx, "00", 4);
	const before = await rowsOn("00", ctx.tenantId);
	const wrong = { tenantId: ctx.tenantId, meter: "m0", start: 0, key: "", split: "POST /ö/0" };
	const there = ctx.shards.at("01");
	await there.batch([there.insert(usageDays, { ...wrong, value: 5, count: 0, latestAt: 1.7e12 })]);

	const { id } = await moveTenant(system(), ctx.tenantId, { shard: "01" });
	expect(await drive(id)).toMatchObject({ status: "aborted", problem: "usage_days: other values in value" });
	expect(await tenantOf(ctx.tenantId)).toMatchObject({ shard: "00", movingTo: null });
	expect(await rowsOn("01", ctx.tenantId)).toEqual(NOTHING);
	expect(await rowsOn("00", ctx.tenantId)).toEqual(before);
	const door = await writeShard(ctx, ctx.tenantId);
	await door.batch([door.insert(usageFlushes, { sequence: 100, appliedAt: 1 })]);

	const again = await moveTenant(system(), ctx.tenantId, { shard: "01" });
	expect(await drive(again.id)).toMatchObject({ status: "done" });
	expect((await rowsOn("01", ctx.tenantId)).usage_flushes).toHaveLength(5);
});

test("two moves at once: one begins; the same one again is put back on the queue", async () => {
	const ctx = await placedAt("00");
	const both = [
		moveTenant(system(), ctx.tenantId, { shard: "01" }),
		moveTenant(system(), ctx.tenantId, { shard: "01" }),
	];
	const settled = await Promise.allSettled(both);
	const ids = new Set(settled.flatMap((one) => (one.status === "fulfilled" ? [one.value.id] : [])));
	expect(ids.size).toBe(1);
	const again = await moveTenant(system(), ctx.tenantId, { shard: "01" });
	expect(ids).toContain(again.id);
	expect(await system().db.list(tenantMoves, { where: eq(tenantMoves.tenantId, ctx.tenantId) })).toHaveLength(1);
	await expect(moveTenant(system(), ctx.tenantId, { shard: "00" })).rejects.toMatchObject({ code: "conflict" });
	await drive(again.id);
	await expect(moveTenant(system(), ctx.tenantId, { shard: "01" })).rejects.toMatchObject({
		code: "validation_failed",
	});
	await expect(moveTenant(system(), ctx.tenantId, { shard: "77" })).rejects.toMatchObject({
		code: "validation_failed",
	});
});

test("two runs of each step at once copy nothing twice and end the move once", async () => {
	const ctx = await placedAt("01");
	await fill(ctx, "01", 7);
	const before = await rowsOn("01", ctx.tenantId);
	const { id } = await moveTenant(system(), ctx.tenantId, { shard: "00" });
	for (let step = 0; step < 40; step++)
		await Promise.all([1, 2, 3].map(() => advanceMove(system(NOW + step * MINUTE), id, SMALL)));
	expect(await moveOf(id)).toMatchObject({ status: "done", copied: 49 });
	expect(await rowsOn("00", ctx.tenantId)).toEqual(before);
	expect((await ctx.db.list(auditLogs)).filter((row) => row.action === "tenant.move")).toHaveLength(1);
});

test("a run that slept through the end of its move changes nothing any more", async () => {
	const ctx = await placedAt("00");
	await fill(ctx, "00", 3);
	const { id } = await moveTenant(system(), ctx.tenantId, { shard: "01" });
	const lane = openLane(bindings.DB);
	const sleeper = machineContext({ ...bindings, DB: lane.db }, system().actor, LATER);
	let after = {};
	// It has read the move, and copies when all is over.
	lane.pauseAt(2, async () => {
		await drive(id);
		after = await rowsOn("01", ctx.tenantId);
	});
	await advanceMove(sleeper, id, SMALL);
	expect(lane.calm()).toBe(true);
	expect(await rowsOn("01", ctx.tenantId)).toEqual(after);
	expect(await rowsOn("00", ctx.tenantId)).toEqual(NOTHING);
	const door = await writeShard(ctx, ctx.tenantId);
	await door.batch([door.insert(usageFlushes, { sequence: 100, appliedAt: 1 })]);
});

const OVER = ["done", "aborted"];
const LANES = (["DB", "SHARD_00", "SHARD_01"] as const).flatMap((name) => [
	[name, "before"] as const,
	[name, "after"] as const,
]);

test.each(LANES)(
	"killed at each trip to %s in each step, %s it: the tenant arrives whole",
	async (name, when) => {
		const ctx = await placedAt("00");
		await fill(ctx, "00", 3);
		const before = await rowsOn("00", ctx.tenantId);
		const lane = openLane(bindings[name]);
		const env: Env = { ...bindings, [name]: lane.db };
		const { id } = await moveTenant(system(), ctx.tenantId, { shard: "01" });
		let [now, crashes] = [NOW, 0];
		for (let move = await moveOf(id); move && !OVER.includes(move.status); move = await moveOf(id)) {
			now += MINUTE;
			const machine = machineContext(env, system().actor, now);
			// Until the step was recorded, or has fewer trips.
			for (let trip = 1; (await moveOf(id))?.step === move.step; trip++) {
				lane.crashAt(trip, when);
				const died = await advanceMove(machine, id, SMALL).then(() => false, isCrash);
				if (!lane.calm()) break;
				expect(died).toBe(true);
				crashes++;
			}
		}
		const move = await moveOf(id);
		expect(move).toMatchObject({ status: "done", problem: null, copied: 21 });
		expect(crashes).toBeGreaterThan(move?.step ?? 0);
		expect(await rowsOn("01", ctx.tenantId)).toEqual(before);
		expect(await rowsOn("00", ctx.tenantId)).toEqual(NOTHING);
		expect(await tenantOf(ctx.tenantId)).toMatchObject({ shard: "01", movingTo: null });
		const door = await writeShard(ctx, ctx.tenantId);
		await door.batch([door.insert(usageFlushes, { sequence: 100, appliedAt: 1 })]);
	},
	60_000,
);

function isCrash(error: unknown): boolean {
	for (let e = error; e instanceof Error; e = e.cause) if (e.name === "Crash") return true;
	throw error;
}

test("what is written while a tenant moves is held and applied after: nothing is lost or counted twice", async () => {
	const ctx = await placedAt("00");
	await fill(ctx, "00", 5);
	let held = 0;
	/** A message of the queue: tried again until it is in. */
	async function deliver(sequence: number) {
		for (;;) {
			try {
				const door = await writeShard(ctx, ctx.tenantId);
				await new Promise((resolve) => setTimeout(resolve, sequence % 7));
				return await door.batch([
					door.insert(usageFlushes, { sequence: 1000 + sequence, appliedAt: 1 }),
					door.update(usageDays, eq(usageDays.split, "POST /ö/0"), { count: 1 + sequence }),
					door.guard("the_day_is_here"),
				]);
			} catch (error) {
				if (!(error instanceof TenantMoving)) throw error;
				held++;
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
		}
	}
	const { id } = await moveTenant(system(), ctx.tenantId, { shard: "01" });
	// As if they had asked where the tenant is just before.
	const early = Array.from({ length: 40 }, (_, n) => deliver(n));
	const late = (async () => {
		await drive(id);
	})();
	await Promise.all([...early, late]);
	expect(held).toBeGreaterThan(0);
	const flushes = await (await readShard(ctx, ctx.tenantId)).list(usageFlushes);
	expect(flushes.filter((row) => row.sequence >= 1000)).toHaveLength(40);
	expect(await rowsOn("00", ctx.tenantId)).toEqual(NOTHING);
});
