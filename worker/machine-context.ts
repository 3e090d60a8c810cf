import { type Env, shardsOf } from "./env";
import { type Config, readConfig } from "./kernel/config";
import { type Actor, outside, type SystemContext } from "./kernel/context";
import { openDatabase } from "./kernel/database";
import { newId } from "./kernel/ids";
import { SystemDb } from "./kernel/system-db";
import { limitersOf, metersOf } from "./meters";

/** What of the installation every context reaches, whoever acts. */
export function installationOf(env: Env, config: Config, now: number) {
	return {
		config,
		files: env.FILES,
		shards: shardsOf(env),
		limiters: limitersOf(env),
		meters: metersOf(env, now),
		fetch: outside,
	};
}

/** The context of cron, the queue and scripts: no person, no request, the whole installation. */
export function machineContext(env: Env, actor: Actor, now: number): SystemContext {
	return {
		actor,
		now,
		requestId: newId("request"),
		ip: null,
		locale: "en",
		...installationOf(env, readConfig(env), now),
		emitted: [],
		db: new SystemDb(openDatabase(env.DB)),
	};
}
