import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { changeTenantStatus } from "#modules/tenants";
import { system } from "#tests/factories";
import { type Subscriber, subscriber } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import type { TenantContext } from "#worker/kernel/context";
import { outbox } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { takeDunningStep } from "#worker/modules/billing/dunning/take-step";
import { cancelSubscription } from "#worker/modules/billing/subscriptions/cancel-subscription";
import { pauseSubscription } from "#worker/modules/billing/subscriptions/pause-subscription";
import { renewSubscription } from "#worker/modules/billing/subscriptions/renew-subscription";
import { resumeSubscription } from "#worker/modules/billing/subscriptions/resume-subscription";
import { loadSnapshot } from "../admission/snapshot";

const snapshot = async ({ tenantId, now }: TenantContext) =>
	(await loadSnapshot(system().db, tenantId, now)) ?? expect.fail("no snapshot");

const told = async (ctx: TenantContext) => {
	const rows = await ctx.db.list(outbox, {
		where: sql`json_extract(${outbox.job}, '$.type') = 'entitlements.changed'`,
	});
	return rows.length;
};

/** Does something, and sees that the meter's tenant has a newer version and that the meter is told. */
async function changes(ctx: TenantContext, act: (ctx: TenantContext) => Promise<unknown>) {
	const before = [await snapshot(ctx), await told(ctx)] as const;
	await act(ctx);
	const after = await snapshot(ctx);
	expect(after.version).toBeGreaterThan(before[0].version);
	expect(await told(ctx)).toBeGreaterThan(before[1]);
	return after;
}

const at = ({ ctx }: Subscriber, now: number): TenantContext => ({ ...ctx, now });

test("suspended, taken back, closing, kept: each is a newer version with the status in it", async () => {
	const { ctx } = await subscriber();
	const turn = (event: Parameters<typeof changeTenantStatus>[2]) =>
		changes(ctx, () => changeTenantStatus(system(), ctx.tenantId, event, "because"));
	expect(await turn("suspend")).toMatchObject({ status: "suspended" });
	expect(await turn("reactivate")).toMatchObject({ status: "active" });
	expect(await turn("close")).toMatchObject({ status: "closing" });
	expect(await turn("keep")).toMatchObject({ status: "suspended" });
});

test("a renewal moves the period, a pause and its end change limits and period, a cancellation falls back to free", async () => {
	const it = await subscriber();
	await fundWallet(it.ctx, 1_000_000);
	const first = await snapshot(it.ctx);
	const renewed = await changes(at(it, it.periodEnd), (ctx) => renewSubscription(ctx, it.subscriptionId));
	expect(renewed.period.start).toBe(first.period.end);

	const paused = await changes(at(it, it.periodEnd + DAY), (ctx) => pauseSubscription(ctx, {}));
	expect(paused.planCode).toBe("free");
	const resumed = await changes(at(it, it.periodEnd + 3 * DAY), (ctx) => resumeSubscription(ctx));
	expect(resumed).toMatchObject({ planCode: "starter", period: { end: renewed.period.end + 2 * DAY } });
	const left = await changes(at(it, it.periodEnd + 4 * DAY), (ctx) => cancelSubscription(ctx, { when: "now" }));
	expect(left.planCode).toBe("free");
});

test("dunning that suspends is a newer version", async () => {
	const it = await subscriber();
	await renewSubscription(at(it, it.periodEnd), it.subscriptionId);
	const step = (day: number) => takeDunningStep(system(it.periodEnd + day * DAY), it.ctx.tenantId, it.subscriptionId);
	for (const day of [0, 3, 7]) await step(day);
	const suspended = await changes(at(it, it.periodEnd + 7 * DAY), () => step(7));
	expect(suspended.status).toBe("suspended");
});
