import type { Env } from "#worker/env";
import type { Id } from "#worker/kernel/ids";

/** The only file that names an object. */
export const rateLimiter = (env: Env, key: string) => env.RATE_LIMITER.getByName(key);

export const tenantMeter = (env: Env, tenantId: Id<"tenant">) => env.TENANT_METER.getByName(tenantId);

/** One for the whole installation. */
export const changeFeed = (env: Env) => env.CHANGE_FEED.getByName("all");
