import { expect, test } from "vitest";
import { NOW, system } from "#tests/factories";
import { placedAt } from "#tests/shards";
import { newId } from "#worker/kernel/ids";
import { fences } from "#worker/kernel/shard-tables";
import { readShard, type TenantReader, writeShard } from "#worker/kernel/shards";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import { usageDays, usageEvents, usageFlushes, usageHours, usageMinutes, usageUniques } from "../shard-tables";
import { forgetUsage } from "./forget-usage";

// Years before what other tests write, so that what is forgotten here is nobody else's.
const THEN = NOW - 3_000 * DAY;

const rollUp = (start: number) => ({ meter: "m", start, key: "", split: "", value: 1, count: 1, latestAt: start });
const unique = (window: "hour" | "day", start: number) => ({ meter: "m", window, start, split: "", value: "1" });
const event = (eventId: string, receivedAt: number) => {
	return { source: "/s", eventId, type: "t", subject: null, time: receivedAt, data: {}, receivedAt };
};

async function filled(shard: string) {
	const ctx = await placedAt(shard);
	const door = await writeShard(ctx, ctx.tenantId);
	const around = (ms: number, step: number) => [THEN - ms - step, THEN - ms];
	await door.batch([
		door.insert(usageMinutes, around(2 * DAY, MINUTE).map(rollUp)),
		door.insert(usageHours, around(90 * DAY, HOUR).map(rollUp)),
		door.insert(usageDays, around(2_000 * DAY, DAY).map(rollUp)),
		door.insert(
			usageEvents,
			around(35 * DAY, 1).map((at) => event(`e${at}`, at)),
		),
		door.insert(
			usageUniques,
			around(90 * DAY, HOUR).map((at) => unique("hour", at)),
		),
		door.insert(
			usageUniques,
			around(900 * DAY, DAY).map((at) => unique("day", at)),
		),
		door.insert(
			usageFlushes,
			[1, 2, 3].map((sequence) => ({ sequence, appliedAt: THEN - 40 * DAY - 1 })),
		),
		door.insert(usageFlushes, [{ sequence: 4, appliedAt: THEN - 40 * DAY - 1 }]),
	]);
	return ctx;
}

async function left(shard: TenantReader) {
	const tables = [usageMinutes, usageHours, usageDays, usageEvents, usageUniques, usageFlushes];
	const rows = await Promise.all(tables.map((table) => shard.list(table as typeof usageFlushes)));
	return rows.map((of) => of.length);
}

test("what has had its time is forgotten on every shard, in pages; days stay for ever, and the last flush's number", async () => {
	const [one, two] = [await filled("00"), await filled("01")];
	const moving = await filled("00");
	const shard = moving.shards.at("00");
	const fence = { tenantId: moving.tenantId, moveId: newId("tenantMove"), side: "leaving" as const, at: 0 };
	await shard.batch([shard.insert(fences, fence)]);

	const before = await left(await readShard(moving, moving.tenantId));
	// One page of one row of each of five tables on two shards; then whatever is left.
	expect(await forgetUsage(system(THEN), { rows: 1, pages: 1 })).toBe(2 * 5);
	while ((await forgetUsage(system(THEN), { rows: 2, pages: 10 })) > 0);
	for (const ctx of [one, two]) expect(await left(await readShard(ctx, ctx.tenantId))).toEqual([1, 1, 2, 1, 3, 1]);
	const flushes = await (await readShard(one, one.tenantId)).list(usageFlushes);
	expect(flushes.map(({ sequence }) => sequence)).toEqual([4]);
	expect(await left(await readShard(moving, moving.tenantId))).toEqual(before);
	await shard.batch([shard.remove(fences, undefined)]);
});
