import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

test.each([
	["the control plane's", "migrations", "drizzle.config.ts"],
	["the shards'", "migrations/shard", "drizzle.shard.config.ts"],
])("%s migrations say what the tables say: nothing is left to generate", (_whose, migrations, config) => {
	// drizzle-kit takes the folder relative to where it runs.
	const folder = mkdtempSync(join(ROOT, "dist-migrations-"));
	try {
		cpSync(join(ROOT, migrations), folder, { recursive: true });
		const before = readdirSync(folder);
		const env = { ...process.env, MIGRATIONS_OUT: relative(ROOT, folder) };
		const generate = ["drizzle-kit", "generate", "--config", config];
		execFileSync("npx", generate, { cwd: ROOT, env, encoding: "utf8", stdio: "pipe" });
		expect(readdirSync(folder)).toEqual(before);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
