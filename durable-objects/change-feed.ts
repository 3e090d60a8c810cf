import { DurableObject } from "cloudflare:workers";
import type { Id } from "#worker/kernel/ids";

/** What was announced since an isolate asked last; `tenants` is null where it has missed too much to be told. */
export type Changes = { sequence: number; tenants: Id<"tenant">[] | null };

/** Announcements are kept for so long: no isolate goes by what it knows unless it has asked seconds ago. */
const KEPT_MS = 60_000;

/**
 * Which tenants' keys, limits or status have changed, for isolates to forget what they know of them. Isolates cannot be
 * called; each asks this one object every other second instead of every tenant's.
 */
export class ChangeFeed extends DurableObject {
	constructor(ctx: DurableObjectState, env: unknown) {
		super(ctx, env as never);
		ctx.storage.sql.exec(
			"CREATE TABLE IF NOT EXISTS changes (sequence INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, at INTEGER NOT NULL)",
		);
	}

	/** Whoever announces has made the change already: who asks the tenant's object from now on hears of it. */
	announce(tenantId: Id<"tenant">): void {
		const { sql } = this.ctx.storage;
		sql.exec("INSERT INTO changes (tenant, at) VALUES (?, ?)", tenantId, Date.now());
		// The last one stays: it says how far the numbers have come.
		sql.exec(
			"DELETE FROM changes WHERE at < ? AND sequence < (SELECT max(sequence) FROM changes)",
			Date.now() - KEPT_MS,
		);
	}

	/** @param after the number that the last answer carried; null for who asks for the first time, and is told all that is kept */
	since(after: number | null): Changes {
		const { sql } = this.ctx.storage;
		const { first, last } = sql.exec("SELECT min(sequence) AS first, max(sequence) AS last FROM changes").one();
		const sequence = Number(last ?? 0);
		const missed = after !== null && (after > sequence || (first !== null && after < Number(first) - 1));
		if (missed) return { sequence, tenants: null };
		const rows = sql.exec("SELECT DISTINCT tenant FROM changes WHERE sequence > ?", after ?? 0).toArray();
		return { sequence, tenants: rows.map(({ tenant }) => tenant as Id<"tenant">) };
	}
}
