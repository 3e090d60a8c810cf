import { expect, test } from "vitest";
import { withDeadline } from "./deadline";

const never = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("what takes too long is aborted; an answer and a failure come as they are", async () => {
	await expect(withDeadline(5, never)).rejects.toMatchObject({ name: "TimeoutError" });
	expect(await withDeadline(1_000, async () => "an answer")).toBe("an answer");
	await expect(withDeadline(1_000, () => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);
});

test("more calls than an isolate may have timers, one after the other and some at once", async () => {
	let aborted = 0;
	const call = () => withDeadline(60_000, async (signal) => void signal.addEventListener("abort", () => aborted++));
	for (let round = 0; round < 2_100; round++) await Promise.all([1, 2, 3, 4, 5].map(call));
	expect(aborted).toBe(0);
});
