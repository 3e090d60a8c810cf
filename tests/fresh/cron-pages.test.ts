import { asc, inArray, isNotNull, lte } from "drizzle-orm";
import { expect, test } from "vitest";
import { counting, nothing } from "#bench/renewals/counting";
import { seedStatements } from "#bench/renewals/seed";
import { bindings, buyer, system } from "#tests/factories";
import { runCron, runTask } from "#worker/cron";
import type { Id } from "#worker/kernel/ids";
import { sweepOutbox } from "#worker/kernel/outbox";
import { outbox } from "#worker/kernel/tables";
import { HOUR, MINUTE } from "#worker/kernel/time";
import { machineContext } from "#worker/machine-context";
import { enqueueDueSyncs } from "#worker/modules/billing/payments/sync-payments";
import { payments } from "#worker/modules/billing/payments/tables";

const RENEWALS_A_RUN = 10_000;
const SYNCS_A_RUN = 2000;
const RUNS_AN_HOUR = 12;
const TASK = "subscriptions.enqueue_due";
const MORE = 50;
const now = Date.now();

type Sent = { id: Id<"event">; type: string; subscriptionId?: string };

/** D1 and the queue, counting; what a queue does not take is refused as the queue would. */
function metered() {
	const count = nothing();
	const sent: Sent[] = [];
	let sends = 0;
	const sendBatch = async (messages: { body: unknown }[]) => {
		sends++;
		if (messages.length > 100 || JSON.stringify(messages).length > 256_000) throw new Error("batch too large");
		sent.push(...messages.map(({ body }) => body as Sent));
	};
	const env = { ...bindings, DB: counting(bindings.DB, count), JOBS: { sendBatch } as unknown as Queue<unknown> };
	return { env, sent, count, sends: () => sends };
}
const waiting = async () => {
	const rows = await system().db.list(outbox, { orderBy: [asc(outbox.createdAt), asc(outbox.id)] });
	return rows.map(({ job }) => (job as { subscriptionId: string }).subscriptionId);
};
/** Payments whose provider is to be asked, numbered from `from`. */
async function pendingPayments(tenantId: Id<"tenant">, from: number, count: number) {
	const insert =
		bindings.DB.prepare(`WITH RECURSIVE numbers(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?)
		INSERT INTO payments (id, tenant_id, target, provider, method, amount, currency, status, reference, next_sync_at, expires_at, created_at, updated_at)
		SELECT 'pay_' || printf('%026d', n), ?, 'wallet', 'midtrans', 'midtrans', 10000, 'IDR', 'pending', 'bench', ?, ?, ?, ? FROM numbers`);
	await insert.bind(from, from + count, tenantId, now - 1, now + HOUR, now, now).run();
}
const subscription = (n: number) => `sub_${String(n).padStart(26, "0")}`;
const empty = () => system().db.batch([system().db.remove(outbox, isNotNull(outbox.id))]);

test("runs go on where the one before had its fill, the longest due first, whatever the consumer does meanwhile", {
	timeout: 90_000,
}, async () => {
	const whole = 3;
	for (let from = 0; from < whole * RENEWALS_A_RUN + MORE; from += 6010)
		await bindings.DB.batch(seedStatements(bindings.DB, { from, count: 6010, now, money: 1 }));
	await empty();
	const rests: (string | undefined)[] = [];
	for (const [run, expected] of [RENEWALS_A_RUN, RENEWALS_A_RUN, RENEWALS_A_RUN, MORE].entries()) {
		const { handled, rest, error } = await runTask(TASK, bindings, now + 5 * run * MINUTE);
		expect([handled, error]).toEqual([expected, null]);
		rests.push(rest?.id);
	}
	const enqueued = await waiting();
	expect(enqueued).toHaveLength(whole * RENEWALS_A_RUN + MORE);
	expect(new Set(enqueued).size).toBe(enqueued.length);
	// All are due at the same moment, so that the id decides.
	expect(rests).toEqual([...[1, 2, 3].map((n) => subscription(n * RENEWALS_A_RUN - 1)), undefined]);
	expect(RENEWALS_A_RUN * RUNS_AN_HOUR).toBeGreaterThanOrEqual(100_000);
});

test("the run after the end begins anew with what is still due; one that failed hands nothing on", async () => {
	await empty();
	const later = (minutes: number) => now + minutes * MINUTE;
	expect(await runTask(TASK, bindings, later(65))).toMatchObject({ handled: RENEWALS_A_RUN });
	const fails = async () => {
		throw new Error("the queue is away");
	};
	const failed = await runTask(TASK, bindings, later(70), fails);
	expect(failed).toMatchObject({ rest: null, error: expect.stringContaining("the queue is away") });
	expect((await waiting()).toSorted().at(-1)).toBe(subscription(2 * RENEWALS_A_RUN - 1));
	await empty();
	await runTask(TASK, bindings, later(75));
	expect((await waiting()).toSorted().at(-1)).toBe(subscription(RENEWALS_A_RUN - 1));
});

test("five minutes of cron with everything due stay far below what D1 and Workers allow an invocation", {
	timeout: 60_000,
}, async () => {
	await empty();
	const { ctx } = await buyer({}, now);
	await pendingPayments(ctx.tenantId, 0, SYNCS_A_RUN + MORE);
	const late = bindings.DB.prepare("UPDATE subscriptions SET next_dunning_at = ? WHERE id LIKE 'sub_0000%'");
	await late.bind(now).run();
	const { env, sent, count, sends } = metered();
	await runCron("*/5 * * * *", env, now + 80 * MINUTE);
	expect(Map.groupBy(sent, ({ type }) => type).get("subscription.dunning_due")).toHaveLength(RENEWALS_A_RUN);
	expect(sent).toHaveLength(2 * RENEWALS_A_RUN + SYNCS_A_RUN);
	expect(sends()).toBe(sent.length / 100);
	// D1 allows 1,000 queries, and Workers long allowed 1,000 calls of anything. Batches are counted by their statements.
	expect(count.statements).toBeLessThanOrEqual(125);
	expect(count.calls + sends()).toBeLessThanOrEqual(350);
	const some = sent.slice(0, 90).map(({ id }) => id);
	expect(await system().db.list(outbox, { where: inArray(outbox.id, some) })).toEqual([]);
});

test("the sweep of what a crash left behind keeps below the limits, too, and forgets no more than was sent", {
	timeout: 60_000,
}, async () => {
	await empty();
	await runTask(TASK, bindings, now + 85 * MINUTE);
	const { env, sent, count, sends } = metered();
	const { sendBatch } = env.JOBS;
	const JOBS = {
		sendBatch: (messages: never) => {
			if (sends() === 15) throw new Error("the queue is away");
			return sendBatch(messages);
		},
	} as unknown as Queue<unknown>;
	const { db } = system(now + 2 * HOUR);
	await expect(sweepOutbox(db, JOBS, now + 2 * HOUR, MINUTE)).rejects.toThrow("away");
	expect(await waiting()).toHaveLength(RENEWALS_A_RUN - 1500);
	const { db: metred } = machineContext(env, { kind: "system", id: "cron", name: "test" }, now);
	expect(await sweepOutbox(metred, env.JOBS, now + 2 * HOUR, MINUTE)).toBe(RENEWALS_A_RUN - 1500);
	expect(new Set(sent.map(({ subscriptionId }) => subscriptionId)).size).toBe(RENEWALS_A_RUN);
	expect(count.statements).toBeLessThanOrEqual(25);
});

test("one run of cron asks about at most two thousand payments; the next takes the rest", {
	timeout: 60_000,
}, async () => {
	const { ctx } = await buyer({}, now);
	const { db } = system();
	await db.batch([db.update(payments, isNotNull(payments.nextSyncAt), { nextSyncAt: null })]);
	await pendingPayments(ctx.tenantId, 5000, SYNCS_A_RUN + MORE);
	const due = lte(payments.nextSyncAt, now);
	expect(await enqueueDueSyncs(system(now))).toBe(SYNCS_A_RUN);
	expect(await db.list(payments, { where: due })).toHaveLength(MORE);
	expect(await enqueueDueSyncs(system(now))).toBe(MORE);
	expect(await enqueueDueSyncs(system(now))).toBe(0);
});

test("wallets are checked once a day; what a run leaves is taken up every five minutes, also after one that failed", {
	timeout: 60_000,
}, async () => {
	const ruled = RENEWALS_A_RUN + MORE;
	const insert = `INSERT INTO wallet_settings (tenant_id, currency, low_balance, auto_top_up, updated_at)
		SELECT id, 'IDR', 1000, 'off', ? FROM tenants WHERE id LIKE 'ten_0000%' ORDER BY id LIMIT ?`;
	await bindings.DB.prepare(insert).bind(now, ruled).run();
	await empty();
	const run = (task: "wallets.check" | "wallets.check_rest", minutes: number, after?: () => Promise<never>) =>
		runTask(task, bindings, now + 3 * HOUR + minutes * MINUTE, after);
	expect(await run("wallets.check_rest", 0)).toEqual({ handled: 0, rest: null, error: null });
	expect(await run("wallets.check", 1)).toMatchObject({ handled: RENEWALS_A_RUN, rest: { at: 0 } });
	const fails = async () => {
		throw new Error("the queue is away");
	};
	expect(await run("wallets.check_rest", 5, fails)).toMatchObject({ error: expect.stringContaining("away") });
	expect(await run("wallets.check_rest", 10)).toMatchObject({ handled: MORE, rest: null });
	expect(await run("wallets.check_rest", 15)).toMatchObject({ handled: 0, rest: null });
	const jobs = await system().db.list(outbox, { orderBy: [asc(outbox.id)] });
	expect(new Set(jobs.map(({ tenantId }) => tenantId)).size).toBe(ruled);
	// The one that failed did so when its rows were written: twice on the queue, told once.
	expect(jobs).toHaveLength(ruled + MORE);
	expect(await run("wallets.check", 24 * 60)).toMatchObject({ handled: RENEWALS_A_RUN });
});
