import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the worker whose wrangler.toml is in `from` as it would be deployed. */
export function bundle(from: string, to: string): void {
	const build = [
		"wrangler",
		"deploy",
		"--config",
		join(from, "wrangler.toml"),
		"--dry-run",
		"--minify",
		"--outdir",
		to,
	];
	execFileSync("npx", build, { stdio: ["ignore", "ignore", "inherit"] });
}
