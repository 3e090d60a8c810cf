import fc from "fast-check";
import { expect, test } from "vitest";
import {
	current,
	grant,
	isRefusal,
	LARGEST_LEASE,
	LONGEST_LEASE_MS,
	measured,
	type Pace,
	type RateWindow,
	SHORT_LEASE_MS,
	wantOf,
} from "./lease-rules";

const windows = fc.array(
	fc.record({
		name: fc.constantFrom("burst", "sustained", "daily"),
		limit: fc.integer({ min: 1, max: 5_000 }),
		length: fc.integer({ min: 1_000, max: 86_400_000 }),
		start: fc.integer({ min: 0, max: 1_000_000 }),
		debited: fc.integer({ min: 0, max: 5_000 }),
	}),
	{ maxLength: 3 },
);
const quotas = fc.option(
	fc.record({
		meter: fc.constant("api_calls"),
		limit: fc.option(fc.integer({ min: 0, max: 10_000 })),
		hard: fc.boolean(),
		debited: fc.integer({ min: 0, max: 12_000 }),
		end: fc.integer({ min: 0, max: 10_000_000 }),
	}),
);
const asks = fc
	.record({
		want: fc.integer({ min: 1, max: 2 * LARGEST_LEASE }),
		windows,
		quota: quotas,
		now: fc.integer({ min: 0, max: 2_000_000 }),
	})
	.map((ask) => ({ ...ask, windows: ask.windows.map((window) => current(window, ask.now)) }));

test("what is granted was free in every window and in a hard quota, and is debited from each", () => {
	fc.assert(
		fc.property(asks, (ask) => {
			const answer = grant({ ...ask, businessNow: ask.now });
			if (isRefusal(answer)) return;
			expect(answer.calls).toBeGreaterThanOrEqual(1);
			expect(answer.calls).toBeLessThanOrEqual(Math.min(ask.want, LARGEST_LEASE));
			for (const [n, window] of answer.windows.entries()) {
				expect(window.debited).toBeLessThanOrEqual(window.limit);
				expect(window.debited - (ask.windows[n]?.debited ?? 0)).toBe(answer.calls);
			}
			const { quota } = ask;
			if (quota?.hard && quota.limit !== null) expect(quota.debited + answer.calls).toBeLessThanOrEqual(quota.limit);
		}),
	);
});

test("a lease ends with its period, and with its windows unless it is a small part of what is left", () => {
	fc.assert(
		fc.property(asks, (ask) => {
			const answer = grant({ ...ask, businessNow: ask.now });
			if (isRefusal(answer)) return;
			const { quota, now } = ask;
			if (quota) expect(now + answer.lasts).toBeLessThanOrEqual(Math.max(now, quota.end));
			const left = ask.windows.map(({ limit, debited }) => limit - debited);
			if (quota?.hard && quota.limit !== null) left.push(quota.limit - quota.debited);
			expect(answer.lasts).toBeLessThanOrEqual(LONGEST_LEASE_MS);
			if (left.every((free) => free >= 64 * answer.calls)) return;
			expect(answer.lasts).toBeLessThanOrEqual(SHORT_LEASE_MS);
			for (const { start, length } of answer.windows) expect(now + answer.lasts).toBeLessThanOrEqual(start + length);
		}),
	);
});

test("a window that starts anew has the calls in it that are on lease", () => {
	const window: RateWindow = { name: "w", limit: 100, length: 1_000, start: 0, debited: 80 };
	expect(current(window, 999, () => 7)).toEqual(window);
	expect(current(window, 1_000, () => 7)).toEqual({ ...window, start: 1_000, debited: 7 });
});

test("a refusal names what is full, by rate before quota, and debits nothing", () => {
	fc.assert(
		fc.property(asks, (ask) => {
			const answer = grant({ ...ask, businessNow: ask.now });
			const full = ask.windows.filter((one) => one.debited >= one.limit);
			const { quota } = ask;
			const spent = quota?.hard === true && quota.limit !== null && quota.debited >= quota.limit;
			expect(isRefusal(answer)).toBe(full.length > 0 || spent);
			if (!isRefusal(answer)) return;
			expect(answer.why).toBe(full.length > 0 ? "rate" : "quota");
			if (answer.why === "rate") {
				expect(answer.policies).toEqual(full.map(({ name }) => name));
				for (const { start, length } of full)
					expect(answer.retryAfter).toBeGreaterThanOrEqual(start + length - ask.now);
			}
		}),
	);
});

test("a lease shrinks with what is left, down to one", () => {
	const window: RateWindow = { name: "w", limit: 1_000, length: 60_000, start: 0, debited: 0 };
	const sizes: number[] = [];
	for (let left = window; ; ) {
		const answer = grant({ want: 500, windows: [left], quota: null, now: 1, businessNow: 1 });
		if (isRefusal(answer)) break;
		sizes.push(answer.calls);
		left = answer.windows[0] as RateWindow;
	}
	expect(sizes.reduce((sum, size) => sum + size)).toBe(1_000);
	expect(sizes[0]).toBe(125);
	expect(sizes.slice(-8)).toEqual(Array(8).fill(1));
	expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
});

test("a lease is for a second at the present pace, or for a minute's few calls; a burst doubles it, a pause forgets it", () => {
	const still: Pace = { since: 0, calls: 0, rate: 0 };
	expect(wantOf(still)).toBe(1);
	expect(wantOf({ ...still, calls: 12 })).toBe(12);
	expect(wantOf(measured({ since: 0, calls: 60, rate: 0 }, 200))).toBe(300);
	expect(measured({ since: 0, calls: 40, rate: 0 }, 50)).toEqual({ since: 0, calls: 40, rate: 0 });
	expect(wantOf(measured({ since: 0, calls: 40_000, rate: 0 }, 1_000))).toBe(LARGEST_LEASE);
	expect(wantOf(measured({ since: 0, calls: 10, rate: 0 }, 10_000))).toBe(60);
	expect(wantOf(measured({ since: 0, calls: 20, rate: 0 }, 1_000))).toBe(256);
	expect(wantOf(measured({ since: 0, calls: 1, rate: 5 }, 60_000))).toBe(1);
});
