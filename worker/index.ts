import { consume } from "#queues/consumer";
import { keepDeadLetters } from "#queues/dead-letters";
import { createApp } from "./app";
import { runCron } from "./cron";
import type { Env } from "./env";

export { RateLimiter } from "#objects/rate-limiter";

const app = createApp();

export default {
	fetch: (request, env, execution) => app.fetch(request, env, execution),
	queue: (batch, env) =>
		batch.queue.endsWith("dead-letters") ? keepDeadLetters(batch, env) : consume(batch, env, Date.now()),
	scheduled: (event, env) => runCron(event.cron, env, Date.now()),
} satisfies ExportedHandler<Env, unknown>;
