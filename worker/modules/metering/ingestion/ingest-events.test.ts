import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { system, tenant } from "#tests/factories";
import { placedAt } from "#tests/shards";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { fences } from "#worker/kernel/shard-tables";
import { readShard } from "#worker/kernel/shards";
import { DAY, HOUR, iso, MINUTE } from "#worker/kernel/time";
import { createMeter, updateMeter } from "../meters/manage-meters";
import { AGGREGATIONS, type Aggregation } from "../rules";
import { usageDays, usageEvents, usageHours, usageMinutes, usageUniques } from "../shard-tables";
import { ingestEvents } from "./ingest-events";

/** A type of event of this test's own, and meters that listen to it. */
async function metersOf(aggregations: readonly Aggregation[], groupBy: string[] = []) {
	const name = crypto.randomUUID().slice(0, 8);
	const type = `sale.${name}`;
	const codes = {} as Record<Aggregation, string>;
	for (const aggregation of aggregations) {
		const code = `m_${name}_${aggregation}`;
		const words = { name: { en: "Sales", id: "Penjualan" }, unit: "sale" };
		await createMeter(system(), { code, ...words, aggregation, eventType: type, valueProperty: "v", groupBy });
		codes[aggregation] = code;
	}
	return { type, codes };
}

const eventOf = (type: string, id: string, v: unknown, more: object = {}) => {
	return { specversion: "1.0", id, source: "/kasir", type, data: { v }, ...more };
};

async function rollUps(ctx: TenantContext, meter: string) {
	const shard = await readShard(ctx, ctx.tenantId);
	const of = async (table: typeof usageHours) => {
		const rows = await shard.list(table, { where: eq(table.meter, meter) });
		return rows
			.map(({ start, split, value, count }) => ({ start, split, value, count }))
			.sort((a, b) => a.start - b.start);
	};
	return {
		minutes: await of(usageMinutes as unknown as typeof usageHours),
		hours: await of(usageHours),
		days: await of(usageDays as unknown as typeof usageHours),
	};
}

test("the same batch ten times at once is counted once", async () => {
	const { ctx } = await tenant();
	const { type, codes } = await metersOf(["sum", "unique"]);
	const batch = Array.from({ length: 50 }, (_, n) => eventOf(type, `e${n}`, n % 7));
	const answers = await Promise.all(Array.from({ length: 10 }, () => ingestEvents(ctx, batch)));
	expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(50);
	expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(450);
	const sum = batch.reduce((total, { data }) => total + Number(data.v), 0);
	expect((await rollUps(ctx, codes.sum)).hours).toMatchObject([{ value: sum, count: 50 }]);
	expect((await rollUps(ctx, codes.unique)).days).toMatchObject([{ value: 7, count: 50 }]);
});

test("overlapping batches at once: every event is counted once, and every answer tells how many were its own", async () => {
	const { ctx } = await tenant();
	const { type, codes } = await metersOf(["sum", "unique", "max"]);
	const batches = Array.from({ length: 8 }, (_, b) =>
		Array.from({ length: 30 }, (_, n) => eventOf(type, `e${b * 10 + n}`, b * 10 + n)),
	);
	const answers = await Promise.all(batches.map((batch) => ingestEvents(ctx, batch)));
	const ids = new Set(batches.flat().map(({ id }) => id));
	expect(answers.reduce((total, { accepted }) => total + accepted, 0)).toBe(ids.size);
	const total = (ids.size * (ids.size - 1)) / 2;
	expect((await rollUps(ctx, codes.sum)).hours).toMatchObject([{ value: total, count: ids.size }]);
	expect((await rollUps(ctx, codes.unique)).hours).toMatchObject([{ value: ids.size }]);
	expect((await rollUps(ctx, codes.max)).hours).toMatchObject([{ value: ids.size - 1 }]);
	const shard = await readShard(ctx, ctx.tenantId);
	expect(await shard.list(usageEvents)).toHaveLength(ids.size);
});

test("a duplicate within a batch is one, the same id of another source is another event", async () => {
	const { ctx } = await tenant();
	const { type, codes } = await metersOf(["sum"]);
	const again = eventOf(type, "e1", 5);
	expect(await ingestEvents(ctx, [again, again, { ...again, source: "/kasir/2" }])).toEqual({
		...{ accepted: 2, duplicates: 1, rejected: [] },
	});
	expect(await ingestEvents(ctx, again)).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
	expect((await rollUps(ctx, codes.sum)).hours).toMatchObject([{ value: 10, count: 2 }]);
});

test("each event is judged by itself: what is wrong is named, the others are counted", async () => {
	const { ctx } = await tenant();
	const { type } = await metersOf(["sum"]);
	const wrong = [
		[eventOf(type, "b", "1"), "data.v: "],
		[eventOf(type, "c", -1), "whole number"],
		[eventOf(type, "d", 0.5), "whole number"],
		[eventOf(type, "e", undefined), "whole number"],
		[eventOf(type, "f", 1, { specversion: "0.3" }), "specversion: "],
		[eventOf(type, "g", 1, { time: "yesterday" }), "time: must be"],
		[eventOf(type, "h", 1, { time: iso(ctx.now - 36 * DAY) }), "time: is more than 35 days ago"],
		[eventOf(type, "i", 1, { time: iso(ctx.now + 6 * MINUTE) }), "time: is more than 5 minutes in the future"],
		[eventOf(type, "j", 1, { data: [1] }), "data: must be an object"],
		[eventOf(type, "k", 1, { source: "" }), "source: must be"],
		[eventOf(type, "l\u0000", 1), "id: has characters"],
		[eventOf(type, "m", 1, { data: undefined, data_base64: "AA==" }), "data_base64: "],
	] as const;
	const good = eventOf(type, "good", 1, { time: iso(ctx.now - 34 * DAY), subject: "toko-1", extension: "ignored" });
	const answer = await ingestEvents(ctx, [...wrong.map(([event]) => event), good, null, 7]);
	expect(answer).toMatchObject({ accepted: 1, duplicates: 0 });
	expect(answer.rejected).toHaveLength(wrong.length + 2);
	wrong.forEach(([event, reason], n) => {
		expect(answer.rejected[n]?.id).toBe(event.id);
		expect(answer.rejected[n]?.reason).toContain(reason);
	});
});

test("a late event opens its old window again", async () => {
	const { ctx } = await tenant();
	const { type, codes } = await metersOf(["sum"]);
	const then = ctx.now - 20 * DAY;
	await ingestEvents({ ...ctx, now: then }, eventOf(type, "e1", 3));
	await ingestEvents(ctx, eventOf(type, "e2", 4, { time: iso(then + 1) }));
	const { hours, days } = await rollUps(ctx, codes.sum);
	expect(hours).toEqual([{ start: then - (then % HOUR), split: "", value: 7, count: 2 }]);
	expect(days).toEqual([{ start: then - (then % DAY), split: "", value: 7, count: 2 }]);
});

test("tenants are apart: the same event of two is two", async () => {
	const [one, two] = [await tenant(), await tenant()];
	const { type, codes } = await metersOf(["sum", "unique"]);
	for (const { ctx } of [one, two])
		expect(await ingestEvents(ctx, eventOf(type, "e", 2))).toMatchObject({ accepted: 1 });
	for (const { ctx } of [one, two]) {
		expect((await rollUps(ctx, codes.sum)).days).toMatchObject([{ value: 2, count: 1 }]);
		expect((await rollUps(ctx, codes.unique)).days).toMatchObject([{ value: 1, count: 1 }]);
	}
});

test("an event that no meter listens to is kept once and counted nowhere, and the sender is told", async () => {
	const { ctx } = await tenant();
	const stray = eventOf("nobody.listens", "a", 1);
	expect(await ingestEvents(ctx, stray)).toEqual({
		...{ accepted: 1, duplicates: 0, rejected: [], unmetered: ["nobody.listens"] },
	});
	expect(await ingestEvents(ctx, [stray, stray])).toMatchObject({ accepted: 0, duplicates: 2 });
});

test("a retired meter listens to nothing", async () => {
	const { ctx } = await tenant();
	const { type, codes } = await metersOf(["sum"]);
	await updateMeter(system(), codes.sum, { state: "retired" });
	expect(await ingestEvents(ctx, eventOf(type, "e", 2))).toMatchObject({ accepted: 1, unmetered: [type] });
	await updateMeter(system(), codes.sum, { state: "active" });
	expect(await ingestEvents(ctx, eventOf(type, "f", 3))).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
	expect((await rollUps(ctx, codes.sum)).days).toMatchObject([{ value: 3, count: 1 }]);
});

test("while the tenant moves nothing is counted, and the sender is asked to come again", async () => {
	const ctx = await placedAt("01");
	const { type } = await metersOf(["sum"]);
	const shard = ctx.shards.at("01");
	const fence = { tenantId: ctx.tenantId, moveId: newId("tenantMove"), side: "leaving" as const, at: 0 };
	await shard.batch([shard.insert(fences, fence)]);
	const sent = ingestEvents(ctx, eventOf(type, "e", 2));
	await expect(sent).rejects.toMatchObject({ code: "not_ready", retryAfter: 10 });
	await shard.batch([shard.remove(fences, eq(fences.tenantId, ctx.tenantId))]);
	expect(await ingestEvents(ctx, eventOf(type, "e", 2))).toMatchObject({ accepted: 1 });
});

type Sent = { id: number; v: number; group: string; ago: number };
const sent: fc.Arbitrary<Sent> = fc.record({
	id: fc.nat(25),
	v: fc.nat(6),
	group: fc.constantFrom("web", "app", "é\u0001'\""),
	ago: fc.integer({ min: 0, max: 3 * DAY }),
});

/** What the meters should say, counted the simplest way. */
function model(events: Sent[], now: number, length: number, aggregation: Aggregation) {
	const windows = new Map<string, Sent[]>();
	for (const event of events) {
		const at = now - event.ago;
		const name = JSON.stringify([at - (at % length), JSON.stringify([event.group])]);
		windows.set(name, [...(windows.get(name) ?? []), event]);
	}
	return [...windows].map(([name, of]) => {
		const [start, split] = JSON.parse(name) as [number, string];
		const values = of.map(({ v }) => v);
		const last = of.reduce((a, b) => (b.ago < a.ago || (b.ago === a.ago && b.v > a.v) ? b : a));
		const value = {
			sum: values.reduce((a, b) => a + b, 0),
			max: Math.max(...values),
			unique: new Set(values).size,
			last: last.v,
		}[aggregation];
		return { start, split, value, count: of.length };
	});
}

test("in whatever batches, order and repetition events come, the roll-ups are what a naive count says", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(sent, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
			async (batches) => {
				const { ctx } = await tenant();
				const { type, codes } = await metersOf(AGGREGATIONS, ["group"]);
				const event = ({ id, v, group, ago }: Sent) =>
					eventOf(type, `e${id}`, v, { time: iso(ctx.now - ago), data: { v, group } });
				for (const batch of batches) await ingestEvents(ctx, batch.map(event));
				// And everything once more, at once.
				await Promise.all(batches.map((batch) => ingestEvents(ctx, batch.map(event).reverse())));
				// Of two that have one name the first to come stands.
				const events = batches.flat().filter(({ id }, n, all) => all.findIndex((one) => one.id === id) === n);
				const sorted = (rows: { start: number; split: string }[]) =>
					rows.sort((a, b) => a.start - b.start || (a.split < b.split ? -1 : 1));
				for (const aggregation of AGGREGATIONS) {
					const { minutes, hours, days } = await rollUps(ctx, codes[aggregation]);
					expect(sorted(hours)).toEqual(sorted(model(events, ctx.now, HOUR, aggregation)));
					expect(sorted(days)).toEqual(sorted(model(events, ctx.now, DAY, aggregation)));
					const ofMinutes = aggregation === "unique" ? [] : model(events, ctx.now, MINUTE, aggregation);
					expect(sorted(minutes)).toEqual(sorted(ofMinutes));
				}
				const shard = await readShard(ctx, ctx.tenantId);
				const distinct = new Set(
					events.map(({ v, group, ago }) => JSON.stringify([v, group, Math.floor((ctx.now - ago) / DAY)])),
				);
				expect(await shard.list(usageUniques, { where: eq(usageUniques.window, "day") })).toHaveLength(distinct.size);
			},
		),
		{ numRuns: 12 },
	);
}, 60_000);
