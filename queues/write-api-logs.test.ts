import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { bindings, NOW, system } from "#tests/factories";
import { logLine, placedAt } from "#tests/shards";
import type { Env } from "#worker/env";
import { apiLogs } from "#worker/modules/audit/api-logs/shard-tables";
import { tenants } from "#worker/modules/tenants/tables";
import { writeApiLogs } from "./write-api-logs";

async function consume(bodies: unknown[], env: Partial<Env> = {}) {
	const messages = bodies.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts: 2, body }));
	const batch = createMessageBatch("sewa-logs", messages);
	const execution = createExecutionContext();
	await writeApiLogs(batch, { ...bindings, ...env }, NOW);
	return getQueueResult(batch, execution);
}
const written = async (code: string, route: string) =>
	(
		await system()
			.shards.at(code)
			.list(apiLogs, { where: eq(apiLogs.route, route) })
	).map(({ id }) => id);

test("a batch goes to its shards in one statement each, and may come twice", async () => {
	const [one, two] = [await placedAt("00"), await placedAt("01")];
	const route = `/batch/${one.tenantId}`;
	const lines = [logLine(one.tenantId, route, NOW), logLine(two.tenantId, route, NOW), logLine(null, route, NOW)];
	for (let time = 0; time < 2; time++) {
		const result = await consume([
			{ v: 1, lines: lines.slice(0, 1) },
			{ v: 1, lines: lines.slice(1) },
		]);
		expect(result).toMatchObject({ ackAll: true, retryBatch: { retry: false } });
	}
	expect((await written("00", route)).toSorted()).toEqual([lines[0]?.id, lines[2]?.id].toSorted());
	expect(await written("01", route)).toEqual([lines[1]?.id]);
});

test("lines of a tenant on the move come again later; the others are written", async () => {
	const [here, moving] = [await placedAt("00"), await placedAt("01")];
	await moving.db.batch([moving.db.update(tenants, undefined, { movingTo: "00" })]);
	const route = `/held/${here.tenantId}`;
	const lines = [logLine(here.tenantId, route, NOW), logLine(moving.tenantId, route, NOW)];
	const sendBatch = vi.fn(async () => undefined);
	const result = await consume([{ v: 1, lines }], { LOGS: { sendBatch } as unknown as Env["LOGS"] });
	expect(result.ackAll).toBe(true);
	const held = { body: { v: 1, lines: lines.slice(1) }, contentType: "json" };
	expect(sendBatch).toHaveBeenCalledExactlyOnceWith([held], { delaySeconds: 15 });
	expect(await written("00", route)).toEqual([lines[0]?.id]);
	expect(await written("01", route)).toEqual([]);
});

test("what is no message of ours is passed over; a shard that fails has all come again", async () => {
	const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
	try {
		const ctx = await placedAt("00");
		const route = `/failing/${ctx.tenantId}`;
		const message = { v: 1, lines: [logLine(ctx.tenantId, route, NOW)] };
		const wrong = { v: 1, lines: [{ ...logLine(null, route), status: "200 sewa_live_x" }] };
		expect((await consume([wrong, message])).ackAll).toBe(true);
		expect(await written("00", route)).toHaveLength(1);
		expect(said.mock.calls.flat().join()).toContain("api_logs.malformed");

		const prepare = () => {
			throw new Error("D1 does not answer");
		};
		const broken = { prepare } as unknown as D1Database;
		const result = await consume([{ v: 1, lines: [logLine(null, route)] }], { SHARD_00: broken });
		expect(result).toMatchObject({ ackAll: false, retryBatch: { retry: true } });
		expect(said.mock.calls.flat().join()).toContain('"event":"api_logs.failed","messages":1,"attempts":2');
		expect(said.mock.calls.flat().join()).not.toContain("sewa_live_x");
	} finally {
		said.mockRestore();
	}
});
