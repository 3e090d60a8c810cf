import { rateLimiter, tenantMeter } from "#objects/stubs";
import type { Env } from "./env";
import type { Id } from "./kernel/ids";
import type { Limiters, Meters } from "./kernel/meters";
import { limiterName } from "./kernel/rate-limit";
import { openLeases } from "./modules/metering/leases";
import { forgetTurnedAway } from "./turned-away";

/** What this isolate may let in without asking. */
export const leases = openLeases({
	now: () => Date.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/** Tenants' meters by way of their objects, at an instant of business. */
export function metersOf(env: Env, now: number): Meters {
	// The seed and the benches run without objects: there is nobody to tell, and objects read what they need.
	if (!env.TENANT_METER) return NOBODY;
	const ahead = now - Date.now();
	const meter = (tenantId: Id<"tenant">) => tenantMeter(env, tenantId);
	return {
		async refresh(tenantId) {
			await leases.giveBack(tenantId, meter(tenantId));
			await meter(tenantId).refresh(ahead);
		},
		forgetKey: (tenantId, hash) => meter(tenantId).forgetKey(hash),
		async read(tenantId) {
			await leases.giveBack(tenantId, meter(tenantId));
			return meter(tenantId).read(ahead);
		},
		async reset(tenantId, code) {
			await leases.giveBack(tenantId, meter(tenantId));
			await meter(tenantId).reset(code);
		},
		async unblock(tenantId) {
			await leases.giveBack(tenantId, meter(tenantId));
			await meter(tenantId).unblock();
		},
		applied: (tenantId, sequence) => meter(tenantId).applied(sequence),
		spend: (tenantId, code, amount, operation) => meter(tenantId).spend(code, amount, operation, ahead),
	};
}

export const limitersOf = (env: Env): Limiters => ({
	async reset(policy, caller) {
		await rateLimiter(env, limiterName(policy, caller)).reset();
		forgetTurnedAway(policy, caller);
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
