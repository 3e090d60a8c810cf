import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { bindings } from "#tests/factories";

async function writeFor(ms: number): Promise<void> {
	for (const end = Date.now() + ms; Date.now() < end; await scheduler.wait(1)) console.info("still writing");
}

// What fails here is not the test but the run, which does not end (ADR 15).
test("a file ends while the worker still writes its log", async () => {
	const limiter = bindings.RATE_LIMITER.get(bindings.RATE_LIMITER.newUniqueId());
	const left = await runInDurableObject(limiter, (_, state) => {
		state.waitUntil(writeFor(2000));
		return true;
	});
	expect(left).toBe(true);
});
