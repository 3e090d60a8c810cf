import { eq, sql } from "drizzle-orm";
import type { Config } from "./config";
import { openDatabase } from "./database";
import { SystemDb } from "./system-db";
import { simulatedClock } from "./tables";

const THE_ROW = eq(simulatedClock.id, 1);

/** How far `now` is ahead of the wall clock, in milliseconds; undefined until this isolate has read it. */
let ahead: number | undefined;

/**
 * The time that business goes by: the wall clock, and outside production what the time machine has added to it.
 * Production reads nothing, development once an isolate. Sessions, passwords, rate limits, idempotency keys and
 * signatures of providers go by the wall clock, which the outside shares with us.
 */
export async function businessNow(d1: D1Database, { ENVIRONMENT }: Pick<Config, "ENVIRONMENT">): Promise<number> {
	if (ENVIRONMENT === "production") return Date.now();
	ahead ??= (await new SystemDb(openDatabase(d1)).find(simulatedClock, THE_ROW))?.ahead ?? 0;
	return Date.now() + ahead;
}

/** Makes it `at`. Never backwards: what has happened would happen again. */
export async function moveClock(db: SystemDb, at: number): Promise<void> {
	const wanted = Math.max(at - Date.now(), ahead ?? 0);
	await db.batch([
		db.insertNew(simulatedClock, { id: 1, ahead: wanted }),
		db.update(simulatedClock, THE_ROW, { ahead: sql`max(ahead, ${wanted})` }),
	]);
	ahead = wanted;
}
