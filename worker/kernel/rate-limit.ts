import { type Algorithm, Ratelimit } from "@upstash/ratelimit";
import type { Redis } from "@upstash/redis";
import { AppError } from "./errors";

export type RateDecision = { allowed: boolean; limit: number; remaining: number; resetAt: number };

/** Counts one request under a key: one Durable Object a key in production and locally. */
export type RateStore = (key: string, limit: number, windowMs: number) => Promise<RateDecision>;

export type RatePolicy = { name: string; limit: number; windowMs: number };

const never = () => Promise.reject(new TypeError("rate limits are kept in Durable Objects"));

/** The library's store is Redis; our window answers in its place, so a call that reaches for Redis is a mistake. */
const noRedis = { evalsha: never, get: never, set: never } as unknown as Redis;

function objectWindow(store: RateStore, policy: RatePolicy): Algorithm<never> {
	return () => ({
		limit: async (_ctx, identifier) => {
			const { allowed, limit, remaining, resetAt } = await store(identifier, policy.limit, policy.windowMs);
			return { success: allowed, limit, remaining, reset: resetAt, pending: Promise.resolve() };
		},
		getRemaining: never,
		resetTokens: never,
	});
}

/** The limiter of one caller under one policy: what the library hands to its store. */
export const limiterName = (policy: string, caller: string): string => `${policy}:${caller}`;

export type RateHeaders = { "ratelimit-policy": string; ratelimit: string };

/**
 * Counts a request against a policy: 429 `rate_limited` beyond it. When the store does not answer within a
 * second the request passes (the library's time-out): a limiter must not be an outage.
 * @returns the headers of draft-ietf-httpapi-ratelimit-headers-10
 */
export async function limitRate(store: RateStore, policy: RatePolicy, key: string, now: number): Promise<RateHeaders> {
	const limiter = objectWindow(store, policy) as never;
	const ratelimit = new Ratelimit({
		redis: noRedis,
		limiter,
		prefix: policy.name,
		timeout: 1000,
		ephemeralCache: false,
	});
	const { success, limit, remaining, reset } = await ratelimit.limit(key);
	const seconds = Math.max(1, Math.ceil((reset - now) / 1000));
	if (!success) throw new AppError("rate_limited", `Try again in ${seconds} seconds.`, { retryAfter: seconds });
	return {
		"ratelimit-policy": `"${policy.name}";q=${limit};w=${policy.windowMs / 1000}`,
		ratelimit: `"${policy.name}";r=${remaining};t=${seconds}`,
	};
}
