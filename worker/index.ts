import { consume } from "#queues/consumer";
import { keepDeadLetters } from "#queues/dead-letters";
import { writeApiLogs } from "#queues/write-api-logs";
import { createApp } from "./app";
import { runCron } from "./cron";
import type { Env } from "./env";
import { businessNow } from "./kernel/clock";
import { readConfig } from "./kernel/config";

export { ChangeFeed } from "#objects/change-feed";
export { RateLimiter } from "#objects/rate-limiter";
export { TenantMeter } from "#objects/tenant-meter";

const app = createApp();
const nowOf = (env: Env) => businessNow(env.DB, readConfig(env));

export default {
	fetch: (request, env, execution) => app.fetch(request, env, execution),
	// sewa-jobs and sewa-usage carry the same kind of jobs.
	queue: async (batch, env) => {
		if (batch.queue === "sewa-dead-letters") return keepDeadLetters(batch, env);
		const now = await nowOf(env);
		return batch.queue === "sewa-logs" ? writeApiLogs(batch, env, now) : consume(batch, env, now);
	},
	scheduled: async (event, env) => runCron(event.cron, env, await nowOf(env)),
} satisfies ExportedHandler<Env, unknown>;
