import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { system } from "#tests/factories";
import { causeOf, log } from "./log";
import { idempotencyKeys } from "./tables";

test("the log of a failed query names the constraint and keeps no parameter", async () => {
	const { db } = system();
	const broken = sql`no_such_column = ${"a-secret\nof two lines"}`;
	const error = await db.list(idempotencyKeys, { where: broken }).catch((e: unknown) => e);
	expect(String(error) + (error as Error).stack).toContain("a-secret");
	expect(causeOf(error)).toContain("no such column: no_such_column");
	expect(causeOf(error)).not.toMatch(/a-secret|of two lines/);
});

test("one line of JSON an event", () => {
	const write = vi.spyOn(console, "info").mockImplementation(() => undefined);
	log.info("request", { status: 200, path: "/a\nb" });
	expect(write.mock.calls).toEqual([['{"level":"info","event":"request","status":200,"path":"/a\\nb"}']]);
	write.mockRestore();
});
