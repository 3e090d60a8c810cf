import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { bindings, request, system, tenant } from "#tests/factories";
import { NOTHING, placedAt, rowsOn } from "#tests/shards";
import worker from "#worker/index";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { deadLetters } from "#worker/kernel/tables";
import { tenants } from "#worker/modules/tenants/tables";

type Sent = { body: unknown; delaySeconds: number | undefined };

/** Delivers messages of the queue for use; what is sent to it meanwhile is kept. */
async function deliver(bodies: unknown[], attempts = 1) {
	const sent: Sent[] = [];
	const send = async (body: unknown, options?: QueueSendOptions) => {
		sent.push({ body, delaySeconds: options?.delaySeconds });
	};
	const messages = bodies.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts, body }));
	const batch = createMessageBatch("sewa-usage", messages);
	await worker.queue(batch, { ...bindings, USAGE: { send } as unknown as Queue<unknown> });
	const result = await getQueueResult(batch, createExecutionContext());
	return { sent, acked: result.explicitAcks.length, retried: result.retryMessages.length };
}

const flushOf = ({ tenantId }: TenantContext, sequence: number) => {
	const minute = Date.UTC(2026, 10, 20, 3);
	const rows = [{ meter: "api_calls", minute, key: "", endpoint: "GET /x", count: 5 }];
	return { v: 1, id: newId("event"), type: "usage.flushed", tenantId, sequence, rows };
};

test("use of a tenant on the move is held without using up retries, and counted once it has arrived", async () => {
	const [mine, other] = [await placedAt("00"), await placedAt("00")];
	await mine.db.batch([mine.db.update(tenants, undefined, { movingTo: "01" })]);
	// The last delivery before the dead letters.
	const first = await deliver([flushOf(mine, 1), flushOf(other, 1)], 10);
	expect(first).toMatchObject({ acked: 2, retried: 0, sent: [{ delaySeconds: 15 }] });
	expect(await rowsOn("00", mine.tenantId)).toEqual(NOTHING);
	expect((await rowsOn("00", other.tenantId)).usage_minutes).toMatchObject([{ value: 5 }]);

	await mine.db.batch([mine.db.update(tenants, undefined, { shard: "01", movingTo: null })]);
	const held = first.sent.map(({ body }) => body);
	expect(await deliver([...held, ...held])).toMatchObject({ acked: 2, sent: [] });
	expect((await rowsOn("01", mine.tenantId)).usage_minutes).toMatchObject([{ value: 5 }]);
	expect(await rowsOn("00", mine.tenantId)).toEqual(NOTHING);
	const reason = eq(deadLetters.reason, "retries used up");
	const dead = await system().db.list(deadLetters, { where: reason });
	expect(dead.filter(({ body }) => body.includes(mine.tenantId))).toEqual([]);
});

test("events sent for a tenant on the move are answered with 503 and when to come again; nothing is kept of them", async () => {
	const { ctx, owner } = await tenant();
	await ctx.db.batch([ctx.db.update(tenants, undefined, { shard: "00", movingTo: "01" })]);
	const body = { specversion: "1.0", source: "/pos", id: "1", type: "sale", time: new Date().toISOString() };
	const send = () => request("POST", "/api/v1/usage/events", { as: owner, body });
	const answer = await send();
	expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
	expect(await answer.json()).toMatchObject({ code: "not_ready" });
	expect(await rowsOn("00", ctx.tenantId)).toEqual(NOTHING);
	await ctx.db.batch([ctx.db.update(tenants, undefined, { movingTo: null })]);
	expect((await send()).status).not.toBe(503);
});
