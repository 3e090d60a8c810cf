import type { Env } from "#worker/env";

/** The only file that names an object. */
export const rateLimiter = (env: Env, key: string) => env.RATE_LIMITER.getByName(key);
