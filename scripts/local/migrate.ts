import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Miniflare } from "miniflare";
import { fingerprint } from "./fingerprint.ts";
import { DATA, ROOT } from "./places.ts";
import { startRuntime } from "./runtime.ts";
import { apiConfig, databaseWorker } from "./workers.ts";

/** wrangler's own table, so that `wrangler d1 migrations` agrees with us about what is applied. */
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations(
	id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

/** Applies what is new to each database that is bound: the control plane's, and every shard. */
export async function migrate(miniflare: Miniflare, worker: string): Promise<void> {
	for (const binding of Object.keys(apiConfig().d1Databases ?? {}))
		await migrateDatabase(await miniflare.getD1Database(binding, worker), binding);
}

/** In order, each file in one transaction. */
async function migrateDatabase(database: D1Database, binding: string): Promise<void> {
	await database.prepare(TABLE).run();
	const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
	const applied = new Set(results.map((row) => row.name));
	const folder = join(ROOT, binding.startsWith("SHARD_") ? "migrations/shard" : "migrations");
	const waiting = readdirSync(folder)
		.filter((name) => name.endsWith(".sql") && !applied.has(name))
		.sort();
	for (const name of waiting) {
		console.log(`Migrating ${binding}: ${name}`);
		const statements = readFileSync(join(folder, name), "utf8").split("--> statement-breakpoint");
		const record = database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
		await database.batch([...statements.map((sql) => database.prepare(sql.trim())), record]);
	}
}

/** Migrates the state before anything is served from it. A note of what was there last saves most starts the look. */
export async function migrateState(): Promise<void> {
	const note = join(DATA, "migrated");
	const present = fingerprint(["migrations", "wrangler.toml"]);
	if (existsSync(note) && readFileSync(note, "utf8") === present) return;
	const database = await startRuntime({ workers: [databaseWorker()], data: DATA });
	try {
		await migrate(database, "sewa-database");
	} finally {
		await database.dispose();
	}
	writeFileSync(note, present);
}
