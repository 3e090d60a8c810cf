import { rateLimiter, tenantMeter } from "#objects/stubs";
import type { Env } from "./env";
import { AppError } from "./kernel/errors";
import type { Id } from "./kernel/ids";
import type { Limiters, Meters } from "./kernel/meters";
import { limiterName } from "./kernel/rate-limit";
import { type Meter, openLeases } from "./modules/metering/admission/leases";
import { openNews } from "./modules/metering/admission/news";
import { forgetTurnedAway } from "./turned-away";

/** What this isolate may let in without asking. */
export const leases = openLeases({
	now: () => Date.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/** What it has heard of changes. */
export const news = openNews({ now: () => Date.now(), forget: leases.forget, forgetAll: leases.forgetAll });

/**
 * A tenant's object for leasing. One that was reset in the middle is asked once more: an ask has a name, and a report
 * counts once. @throws not_ready when it does not answer then either
 */
export function meterOf(env: Env, tenantId: Id<"tenant">): Meter {
	const steadily = async <T>(call: (meter: ReturnType<typeof tenantMeter>) => Promise<T>): Promise<T> => {
		try {
			return await call(tenantMeter(env, tenantId));
		} catch {
			return call(tenantMeter(env, tenantId)).catch((cause: unknown) => {
				throw new AppError("not_ready", "Calls cannot be counted at the moment.", { cause, retryAfter: 1 });
			});
		}
	};
	return {
		ask: (ask) => steadily(async (meter) => meter.ask(ask)),
		report: (reports) => steadily(async (meter) => meter.report(reports)),
	};
}

/** Tenants' meters by way of their objects, at an instant of business. */
export function metersOf(env: Env, now: number): Meters {
	// The seed and the benches run without objects: there is nobody to tell, and objects read what they need.
	if (!env.TENANT_METER) return NOBODY;
	const ahead = now - Date.now();
	const meter = (tenantId: Id<"tenant">) => tenantMeter(env, tenantId);
	return {
		async refresh(tenantId) {
			await meter(tenantId).refresh(ahead);
			// Afterwards: who calls in between leases by the limits of before.
			await leases.giveBack(tenantId, meterOf(env, tenantId));
		},
		forgetKey: (tenantId, hash) => meter(tenantId).forgetKey(hash),
		async read(tenantId) {
			await leases.giveBack(tenantId, meterOf(env, tenantId));
			return meter(tenantId).read(ahead);
		},
		async reset(tenantId, code) {
			await leases.giveBack(tenantId, meterOf(env, tenantId));
			await meter(tenantId).reset(code);
		},
		async unblock(tenantId) {
			await leases.giveBack(tenantId, meterOf(env, tenantId));
			await meter(tenantId).unblock();
			for (const who of ["keys", "people"]) forgetTurnedAway(`${tenantId}/${who}`);
		},
		applied: (tenantId, sequence) => meter(tenantId).applied(sequence),
		spend: (tenantId, code, amount, operation) => meter(tenantId).spend(code, amount, operation, ahead),
	};
}

export const limitersOf = (env: Env): Limiters => ({
	async reset(policy, caller) {
		await rateLimiter(env, limiterName(policy, caller)).reset();
		forgetTurnedAway(caller);
	},
});

const NOBODY: Meters = {
	refresh: async () => {},
	forgetKey: async () => {},
	read: async () => ({ counters: [], open: [], flushes: [] }),
	reset: async () => {},
	unblock: async () => {},
	applied: async () => {},
	spend: async () => true,
};
