import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isDue } from "../../scripts/local/crons.ts";
import { one, sum } from "../../scripts/local/tally.ts";
import { drawReceipt } from "../../scripts/seed/receipt.ts";
import { play, type Step } from "../../scripts/seed/timeline.ts";

const at = (text: string) => new Date(`${text}Z`);

test("cron expressions name the minutes that Cloudflare would run them at", () => {
	expect(isDue("* * * * *", at("2026-11-20T03:41"))).toBe(true);
	expect(isDue("17 * * * *", at("2026-11-20T03:17"))).toBe(true);
	expect(isDue("17 * * * *", at("2026-11-20T03:18"))).toBe(false);
	expect(isDue("5 17 * * *", at("2026-11-20T17:05"))).toBe(true);
	expect(isDue("5 17 * * *", at("2026-11-20T05:17"))).toBe(false);
	expect(isDue("*/15 8-17 * * 1,5", at("2026-11-20T17:45"))).toBe(true);
	expect(isDue("*/15 8-17 * * 1,5", at("2026-11-20T18:00"))).toBe(false);
	expect(isDue("0 0 1 1 *", at("2027-01-01T00:00"))).toBe(true);
	expect(() => isDue("@daily", new Date())).toThrow("not a cron expression");
});

test("a stepped expression is due exactly as often as it says", () => {
	const day = Array.from({ length: 1440 }, (_, minute) => new Date(Date.UTC(2026, 10, 20, 0, minute)));
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 59 }), (step) => {
			expect(day.filter((minute) => isDue(`*/${step} * * * *`, minute))).toHaveLength(24 * Math.ceil(60 / step));
		}),
	);
});

test("results add up, and a check without parts counts as one", () => {
	expect(sum([{ passed: 3, failed: 1 }, one(true), one(false)])).toEqual({ passed: 4, failed: 2 });
});

test("demo data happens in the order of its times, and nothing happens in the future", async () => {
	const seen: number[] = [];
	const step = (time: number, next: Step[] = []): Step => ({
		at: time,
		run: async (now) => {
			seen.push(now);
			return next;
		},
	});
	const played = await play([step(5), step(1, [step(3), step(9)]), step(4)], 8);
	expect(seen).toEqual([1, 3, 4, 5]);
	expect(played).toBe(4);
});

test("a drawn receipt is a whole PNG of its size", async () => {
	const receipt = {
		method: "bca",
		reference: "TRF0012345678",
		at: 0,
		from: "Sri",
		number: "INV-2026-000001",
		amount: 553_890,
	};
	const png = Buffer.from(await drawReceipt(receipt));
	expect(png.subarray(1, 4).toString()).toBe("PNG");
	const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
	const data = png.indexOf("IDAT");
	const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
	expect(pixels).toHaveLength((width + 1) * height);
});
