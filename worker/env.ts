import type { ChangeFeed } from "#objects/change-feed";
import type { RateLimiter } from "#objects/rate-limiter";
import type { TenantMeter } from "#objects/tenant-meter";
import { openShards, type Shards } from "./kernel/shards";

/** Bindings of wrangler.toml. Only index.ts, app.ts, durable-objects/ and queues/ may see them; variables are in kernel/config. */
export type Env = {
	DB: D1Database;
	/** Workload data. There may be more of them: `shardBindings` collects all. */
	SHARD_00: D1Database;
	SHARD_01: D1Database;
	FILES: R2Bucket;
	JOBS: Queue<unknown>;
	/** Jobs that carry counted use. */
	USAGE: Queue<unknown>;
	/** Lines of the API's log. */
	LOGS: Queue<unknown>;
	RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
	TENANT_METER: DurableObjectNamespace<TenantMeter>;
	CHANGE_FEED: DurableObjectNamespace<ChangeFeed>;
	EMAIL?: SendEmail;
};

const SHARD = /^SHARD_(\d\d)$/;

/** Every binding SHARD_nn by its code `nn`: more shards are configuration. */
export function shardBindings(env: Env): Map<string, D1Database> {
	const found = Object.entries(env).flatMap(([name, binding]) => {
		const code = SHARD.exec(name)?.[1];
		return code ? [[code, binding as D1Database] as const] : [];
	});
	return new Map(found.sort(([a], [b]) => a.localeCompare(b)));
}

const opened = new WeakMap<Env, Shards>();

/** The shards that contexts carry, opened once an isolate. */
export function shardsOf(env: Env): Shards {
	const shards = opened.get(env) ?? openShards(env.DB, shardBindings(env));
	opened.set(env, shards);
	return shards;
}
