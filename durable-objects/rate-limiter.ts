import { DurableObject } from "cloudflare:workers";

export type RateDecision = { allowed: boolean; limit: number; remaining: number; resetAt: number };

/** One object per caller and policy: a sliding window made of two fixed ones, as Cloudflare's own limiter counts. */
export class RateLimiter extends DurableObject {
	constructor(ctx: DurableObjectState, env: unknown) {
		super(ctx, env as never);
		ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS hits (start INTEGER PRIMARY KEY, count INTEGER NOT NULL)");
	}

	/** Counts one request unless the limit is reached. Read and write have no await between them. */
	hit(limit: number, windowMs: number, now: number): RateDecision {
		const sql = this.ctx.storage.sql;
		const start = Math.floor(now / windowMs) * windowMs;
		const countAt = (at: number) =>
			Number(sql.exec("SELECT count FROM hits WHERE start = ?", at).toArray()[0]?.count ?? 0);
		const passed = (now - start) / windowMs;
		const used = countAt(start) + countAt(start - windowMs) * (1 - passed);
		const resetAt = start + windowMs;
		if (used + 1 > limit) return { allowed: false, limit, remaining: 0, resetAt };
		sql.exec("INSERT INTO hits VALUES (?, 1) ON CONFLICT (start) DO UPDATE SET count = count + 1", start);
		sql.exec("DELETE FROM hits WHERE start < ?", start - windowMs);
		this.ctx.storage.setAlarm(resetAt + windowMs);
		return { allowed: true, limit, remaining: Math.floor(limit - used - 1), resetAt };
	}

	/** The caller is let in again. */
	reset(): void {
		this.ctx.storage.sql.exec("DELETE FROM hits");
	}

	/** Nobody called for two windows: leave nothing behind. */
	override async alarm(): Promise<void> {
		await this.ctx.storage.deleteAll();
		this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS hits (start INTEGER PRIMARY KEY, count INTEGER NOT NULL)");
	}
}
