import { and, asc, eq, isNotNull, lte } from "drizzle-orm";
import { expect, test } from "vitest";
import { seedStatements } from "#bench/renewals/seed";
import { bindings, buyer, system } from "#tests/factories";
import { outbox } from "#worker/kernel/tables";
import { HOUR } from "#worker/kernel/time";
import { enqueueDueSyncs } from "#worker/modules/billing/payments/sync-payments";
import { payments } from "#worker/modules/billing/payments/tables";
import { enqueueDueRenewals } from "#worker/modules/billing/subscriptions/enqueue-due";

const RENEWALS_A_RUN = 10_000;
const SYNCS_A_RUN = 2000;
const now = Date.now();
const jobs = async (type: string) => {
	const rows = await system().db.list(outbox, { orderBy: [asc(outbox.createdAt), asc(outbox.id)] });
	return rows.map(({ job }) => job as { type: string; subscriptionId: string }).filter((job) => job.type === type);
};

test("one run of cron enqueues at most ten thousand renewals, the longest due first, each once", {
	timeout: 60_000,
}, async () => {
	const more = 50;
	for (let from = 0; from < RENEWALS_A_RUN + more; from += 2010)
		await bindings.DB.batch(seedStatements(bindings.DB, { from, count: 2010, now, money: 1 }));
	const ctx = system(now);
	expect(await enqueueDueRenewals(ctx)).toBe(RENEWALS_A_RUN);
	expect(ctx.emitted).toHaveLength(RENEWALS_A_RUN);
	const enqueued = (await jobs("subscription.renewal_due")).map(({ subscriptionId }) => subscriptionId);
	expect(new Set(enqueued).size).toBe(RENEWALS_A_RUN);
	// All are due at the same moment, so that the id decides: the last fifty wait for the next run.
	expect(enqueued.toSorted().at(-1)).toBe(`sub_${String(RENEWALS_A_RUN - 1).padStart(26, "0")}`);
});

test("one run of cron asks about at most two thousand payments; the next takes the rest", {
	timeout: 60_000,
}, async () => {
	const { ctx } = await buyer({}, now);
	const more = 30;
	const insert =
		bindings.DB.prepare(`WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?)
		INSERT INTO payments (id, tenant_id, target, provider, method, amount, currency, status, reference, next_sync_at, expires_at, created_at, updated_at)
		SELECT 'pay_' || printf('%026d', n), ?, 'wallet', 'midtrans', 'midtrans', 10000, 'IDR', 'pending', 'bench', ?, ?, ?, ? FROM numbers`);
	await insert.bind(SYNCS_A_RUN + more, ctx.tenantId, now - 1, now + HOUR, now, now).run();
	const due = and(isNotNull(payments.nextSyncAt), lte(payments.nextSyncAt, now));
	expect(await enqueueDueSyncs(system(now))).toBe(SYNCS_A_RUN);
	expect(await system().db.list(payments, { where: and(due, eq(payments.status, "pending")) })).toHaveLength(more);
	expect(await enqueueDueSyncs(system(now))).toBe(more);
	expect(await enqueueDueSyncs(system(now))).toBe(0);
});
