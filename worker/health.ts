import { sql } from "drizzle-orm";
import { Hono } from "hono";
import type { Env } from "./env";
import { readConfig } from "./kernel/config";
import { openDatabase } from "./kernel/database";
import { causeOf, log } from "./kernel/log";

type Check = { name: string; ok: boolean };

/** `live`: the isolate runs. `ready`: settings parse, D1 has its schema, R2 answers. No secrets, no messages. */
export function health() {
	const app = new Hono<{ Bindings: Env }>();
	app.get("/live", (c) => c.json({ status: "ok" }));
	app.get("/ready", async (c) => {
		const checks = await Promise.all([
			check("settings", async () => readConfig(c.env)),
			check("database", () => openDatabase(c.env.DB).get(sql`SELECT id FROM tenants LIMIT 1`)),
			check("files", () => c.env.FILES.head("health")),
		]);
		const ready = checks.every(({ ok }) => ok);
		return c.json({ status: ready ? "ok" : "unavailable", checks }, ready ? 200 : 503);
	});
	return app;
}

async function check(name: string, probe: () => Promise<unknown>): Promise<Check> {
	try {
		await probe();
		return { name, ok: true };
	} catch (error) {
		log.error("health.failed", { name, cause: causeOf(error) });
		return { name, ok: false };
	}
}
