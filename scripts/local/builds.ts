import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { whileBuilding } from "./build-lock.ts";
import { fingerprint } from "./fingerprint.ts";
import { DIST, ROOT } from "./places.ts";
import { run } from "./processes.ts";

/** Older builds stay a while: another start may be serving files from one. */
const KEPT = 6;

type Part = { name: string; sources: string[]; make: (folder: string) => Promise<void> };

const code = ["worker", "queues", "durable-objects", "wrangler.toml", "package.json", "package-lock.json"];

const ofWeb = [
	...["app", "messages", "public", "scripts", "project.inlang/settings.json", "server.ts", "tsconfig.json"],
	...["react-router.config.ts", "vite.config.ts", "wrangler.toml"],
].map((name) => `web/${name}`);

const PARTS = {
	api: { name: "api", sources: code, make: (folder) => bundle("wrangler.toml", folder) },
	seed: {
		name: "seed",
		sources: [...code, "scripts/seed", "scripts/local/accounts.ts", "tests/peers"],
		make: (folder) => bundle("scripts/seed/wrangler.toml", folder),
	},
	web: { name: "web", sources: [...ofWeb, "worker", "sdk", "package-lock.json"], make: buildWeb },
} satisfies Record<string, Part>;

type Name = keyof typeof PARTS;

/**
 * Builds what has changed. A build lives in a folder named after its sources and appears there complete, so
 * that starts side by side neither see half of one nor lose theirs.
 */
export async function build<N extends Name>(...names: N[]): Promise<Record<N, string>> {
	const parts = names.map((name) => PARTS[name]);
	// For looking at what was built last while the sources are half-way through a change.
	const keep = process.env.SEWA_BUILD === "keep";
	if (!keep && !parts.every(isBuilt)) await whileBuilding(() => buildMissing(parts));
	const folders = parts.map((part) => [part.name, keep ? latest(part) : folderOf(part)]);
	return Object.fromEntries(folders) as Record<N, string>;
}

async function buildMissing(parts: Part[]) {
	const missing = parts.filter((part) => !isBuilt(part));
	if (missing.length === 0) return;
	const started = performance.now();
	for (const part of missing) console.log(`Building ${part.name} …`);
	await Promise.all(missing.map(make));
	console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const known = new Map<string, string>();

function folderOf(part: Part): string {
	const name = known.get(part.name) ?? fingerprint(part.sources);
	known.set(part.name, name);
	return join(DIST, part.name, name);
}

const isBuilt = (part: Part) => existsSync(folderOf(part));

async function make(part: Part) {
	const target = folderOf(part);
	const temporary = join(DIST, `${part.name}-unfinished`);
	rmSync(temporary, { recursive: true, force: true });
	await part.make(temporary);
	mkdirSync(join(DIST, part.name), { recursive: true });
	renameSync(temporary, target);
	for (const old of newestFirst(part).slice(KEPT)) rmSync(old, { recursive: true, force: true });
}

function newestFirst(part: Part): string[] {
	const folder = join(DIST, part.name);
	const builds = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
	return builds.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

function latest(part: Part): string {
	const [newest] = newestFirst(part);
	if (!newest) throw new Error("Nothing has been built yet: npm run build");
	return newest;
}

async function bundle(config: string, folder: string) {
	await must("wrangler", ["deploy", "--config", config, "--dry-run", "--minify", "--outdir", folder], ROOT);
}

async function buildWeb(folder: string) {
	const web = join(ROOT, "web");
	copySwagger(join(web, "public/swagger"));
	await must("react-router", ["build"], web);
	for (const half of ["client", "server"])
		cpSync(join(web, "build", half), join(folder, "build", half), { recursive: true });
}

/** The page /docs loads the reference from our own assets: nothing comes from another origin. */
function copySwagger(target: string) {
	mkdirSync(target, { recursive: true });
	for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
		cpSync(join(ROOT, "node_modules/swagger-ui-dist", file), join(target, file));
}

async function must(program: string, args: string[], cwd: string) {
	if ((await run(program, args, { cwd, quiet: true })) !== 0)
		throw new Error(`${program} ${args[0]} failed, see above.`);
}
