import type { RateLimiter } from "#objects/rate-limiter";

/** Bindings of wrangler.toml. Only index.ts, app.ts, durable-objects/ and queues/ may see them; variables are in kernel/config. */
export type Env = {
	DB: D1Database;
	FILES: R2Bucket;
	JOBS: Queue<unknown>;
	RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
	EMAIL?: SendEmail;
};
