import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { bindings, buyer, system } from "#tests/factories";
import { consume, mailsTo, mailTo } from "#tests/mails";
import { runCron } from "#worker/cron";
import worker from "#worker/index";
import { newId } from "#worker/kernel/ids";
import { cronRuns, deadLetters, outbox } from "#worker/kernel/tables";
import { MINUTE } from "#worker/kernel/time";
import { mails } from "#worker/modules/notifications/tables";
import wrangler from "../../wrangler.toml?raw";

const BUYER = "keuangan@tokobunga.example";
const pending = () => system().db.list(outbox);

test("killed between commit and dispatch: the sweep sends what was left, once", async () => {
	const { founded } = await buyer();
	const [left] = await pending();
	expect(left?.job).toMatchObject({ type: "invoice.opened", invoiceId: founded.invoice?.id });

	await runCron("* * * * *", bindings, (left?.createdAt ?? 0) + MINUTE / 2);
	expect(await pending()).toHaveLength(1);
	await runCron("* * * * *", bindings, (left?.createdAt ?? 0) + 2 * MINUTE);
	expect(await pending()).toEqual([]);
	await mailTo(BUYER, "invoice.opened");
	await runCron("* * * * *", bindings, (left?.createdAt ?? 0) + 9 * MINUTE);

	expect(await mailsTo(BUYER)).toHaveLength(1);
	const runs = await system().db.list(cronRuns);
	expect(runs.map((run) => run.handled)).toEqual([0, 1, 0]);
	expect(runs.every((run) => run.finishedAt !== null && run.error === null)).toBe(true);
});

test("killed between sending and forgetting: the same event twice is one mail", async () => {
	const { founded, ctx } = await buyer({ billing: { ...billing(), email: "twice@example.test" } });
	const job = {
		v: 1,
		id: newId("event"),
		type: "invoice.opened",
		tenantId: ctx.tenantId,
		invoiceId: founded.invoice?.id,
	};

	await consume([job, job]);
	await consume([job], 2);

	expect((await mailsTo("twice@example.test")).filter((mail) => mail.eventId === job.id)).toHaveLength(1);
});

test("the mail provider is down: retried with the reason kept, delivered once it is back", async () => {
	const { founded, ctx } = await buyer({ billing: { ...billing(), email: "down@example.test" } });
	const id = newId("event");
	const job = { v: 1, id, type: "invoice.opened", tenantId: ctx.tenantId, invoiceId: founded.invoice?.id };
	const down = { ...bindings, MAIL_PROVIDER: "http", MAIL_HTTP_URL: "http://127.0.0.1:9/emails", MAIL_HTTP_KEY: "key" };
	const batch = createMessageBatch("sewa-jobs", [{ id: "m-1", timestamp: new Date(), attempts: 1, body: job }]);

	await worker.queue(batch, down);

	expect((await getQueueResult(batch, createExecutionContext())).retryMessages).toMatchObject([{ msgId: "m-1" }]);
	const row = () => system().db.find(mails, eq(mails.eventId, id));
	expect(await row()).toMatchObject({ status: "failed", attempts: 1 });
	await consume([job], 2);
	expect(await row()).toMatchObject({ status: "sent", attempts: 2, error: null });
});

test("a mail that is refused for good is not tried again: it is kept with the reason", async () => {
	const provider = vi
		.spyOn(globalThis, "fetch")
		.mockResolvedValue(Response.json({ name: "invalid_to" }, { status: 422 }));
	const { founded, ctx } = await buyer({ billing: { ...billing(), email: "refused@example.test" } });
	const job = {
		v: 1,
		id: newId("event"),
		type: "invoice.opened",
		tenantId: ctx.tenantId,
		invoiceId: founded.invoice?.id,
	};
	const http = {
		...bindings,
		MAIL_PROVIDER: "http",
		MAIL_HTTP_URL: "http://provider.test/emails",
		MAIL_HTTP_KEY: "key",
	};
	const batch = createMessageBatch("sewa-jobs", [{ id: "m-422", timestamp: new Date(), attempts: 1, body: job }]);

	await worker.queue(batch, http);

	expect((await getQueueResult(batch, createExecutionContext())).explicitAcks).toEqual(["m-422"]);
	const [kept] = await system().db.list(deadLetters, { where: eq(deadLetters.messageId, "m-422") });
	expect(kept?.reason).toContain("422");
	provider.mockRestore();
});

test("retries used up: the message is kept once for a person to look at", async () => {
	const body = { v: 1, id: newId("event"), type: "user.locked", userId: newId("user"), until: 1 };
	for (let delivery = 0; delivery < 2; delivery++) {
		const batch = createMessageBatch("sewa-dead-letters", [{ id: "m-dead", timestamp: new Date(), attempts: 1, body }]);
		await worker.queue(batch, bindings);
		expect((await getQueueResult(batch, createExecutionContext())).explicitAcks).toEqual(["m-dead"]);
	}
	const kept = await system().db.list(deadLetters, { where: eq(deadLetters.messageId, "m-dead") });
	expect(kept).toMatchObject([{ body: JSON.stringify(body), reason: "retries used up" }]);
});

test("what is no job can never be handled: acked and kept with what is wrong", async () => {
	const result = await consume([{ type: "no.such.job" }, "text", null, { v: 2, type: "invoice.opened" }]);
	expect(result.explicitAcks).toHaveLength(4);
	const kept = await system().db.list(deadLetters);
	expect(kept.filter((row) => row.reason.startsWith("malformed"))).toHaveLength(4);
});

test("one poisoned message does not hold up the others", async () => {
	const { founded, ctx } = await buyer({ billing: { ...billing(), email: "beside@example.test" } });
	const good = {
		v: 1,
		id: newId("event"),
		type: "invoice.opened",
		tenantId: ctx.tenantId,
		invoiceId: founded.invoice?.id,
	};
	const result = await consume([{ nonsense: true }, good]);
	expect(result.explicitAcks).toHaveLength(2);
	expect((await mailsTo("beside@example.test")).some((mail) => mail.eventId === good.id)).toBe(true);
});

function billing() {
	return {
		email: "",
		address: "Jl. A",
		city: "Bandung",
		state: "Jawa Barat",
		postalCode: "40115",
		country: "ID",
		npwp: null,
	};
}

test("every schedule of wrangler.toml has its tasks, and each run is recorded", async () => {
	const [, list = ""] = /crons = \[(.*)\]/.exec(wrangler) ?? [];
	const schedules = [...list.matchAll(/"([^"]+)"/g)].map(([, cron = ""]) => cron);
	expect(schedules).toHaveLength(4);
	for (const cron of schedules) {
		const before = await system().db.list(cronRuns);
		await runCron(cron, bindings, Date.now());
		expect((await system().db.list(cronRuns)).length, cron).toBeGreaterThan(before.length);
	}
	const runs = await system().db.list(cronRuns);
	const names = ["subscriptions.enqueue_due", "dunning.enqueue_due", "trials.enqueue_due", "payments.enqueue_due"];
	expect(runs.map((run) => run.task)).toEqual(expect.arrayContaining([...names, "grants.expire", "ledger.verify"]));
	expect(runs.filter((run) => run.error !== null)).toEqual([]);
});
