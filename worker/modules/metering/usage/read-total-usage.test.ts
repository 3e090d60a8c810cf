import { expect, test } from "vitest";
import { system } from "#tests/factories";
import { placedAt } from "#tests/shards";
import { DAY, iso } from "#worker/kernel/time";
import { ingestEvents } from "../ingestion/ingest-events";
import { createMeter } from "../meters/manage-meters";
import { AGGREGATIONS, type Aggregation } from "../rules";
import { readTotalUsage } from "./read-total-usage";

const now = Date.now();
const today = now - (now % DAY);

/** Two tenants on two shards have used meters of every aggregation on two days. */
async function used() {
	const name = crypto.randomUUID().slice(0, 8);
	const codeOf = (aggregation: Aggregation) => `m_${name}_${aggregation}`;
	for (const aggregation of AGGREGATIONS) {
		const words = { name: { en: "Sales", id: "Penjualan" }, unit: "sale" };
		const of = { aggregation, eventType: `sale.${name}`, valueProperty: "v", groupBy: [] };
		await createMeter(system(now), { code: codeOf(aggregation), ...words, ...of });
	}
	const [here, there] = [await placedAt("00"), await placedAt("01")];
	const event = (v: number, at: number) => {
		const id = crypto.randomUUID();
		return { specversion: "1.0", id, source: "/kasir", type: `sale.${name}`, time: iso(at), data: { v } };
	};
	await ingestEvents({ ...here, now }, [event(5, today - DAY), event(2, today - DAY + 1), event(5, today)]);
	await ingestEvents({ ...there, now }, [event(4, today - DAY), event(9, today), event(5, today + 1)]);
	return codeOf;
}

test("totals of all tenants on all shards, by each meter's aggregation", async () => {
	const codeOf = await used();
	const expected = {
		sum: { days: [11, 19], total: 30 },
		max: { days: [5, 9], total: 9 },
		unique: { days: [3, 3], total: 5 },
		last: { days: [6, 10], total: 10 },
	};
	for (const aggregation of AGGREGATIONS) {
		const query = { meter: codeOf(aggregation), window: "day" as const, from: today - DAY, to: today + DAY };
		const { items, total, meters } = await readTotalUsage(system(now), query);
		expect(
			items.map(({ value }) => value),
			aggregation,
		).toEqual(expected[aggregation].days);
		expect(total, aggregation).toBe(expected[aggregation].total);
		for (const other of AGGREGATIONS)
			expect(meters.find(({ meter }) => meter === codeOf(other))).toMatchObject({ total: expected[other].total });
	}
});

test("a month is the days in it; what is there now is not counted over time", async () => {
	const codeOf = await used();
	const months = await readTotalUsage(system(now), { meter: codeOf("sum"), window: "month" });
	expect(months.items).toHaveLength(12);
	expect(months.total).toBe(30);
	const last = await readTotalUsage(system(now), { meter: codeOf("last"), window: "month" });
	expect(last.total).toBe(10);
	await expect(readTotalUsage(system(now), { meter: "seats", window: "day" })).rejects.toMatchObject({
		code: "validation_failed",
	});
});
