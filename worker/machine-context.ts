import { type Env, shardsOf } from "./env";
import { readConfig } from "./kernel/config";
import { type Actor, outside, type SystemContext } from "./kernel/context";
import { openDatabase } from "./kernel/database";
import { newId } from "./kernel/ids";
import { SystemDb } from "./kernel/system-db";
import { limitersOf, metersOf } from "./meters";

/** The context of cron, the queue and scripts: no person, no request, the whole installation. */
export function machineContext(env: Env, actor: Actor, now: number): SystemContext {
	return {
		actor,
		now,
		requestId: newId("request"),
		ip: null,
		locale: "en",
		config: readConfig(env),
		files: env.FILES,
		shards: shardsOf(env),
		limiters: limitersOf(env),
		meters: metersOf(env, now),
		fetch: outside,
		emitted: [],
		db: new SystemDb(openDatabase(env.DB)),
	};
}
