// Runs before everything else, on whatever Node the machine has: installs what is missing. Needs no packages itself.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (path) => join(root, path);
const changedAt = (path) => (existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0);

function fail(message) {
	console.error(`\n${message}\n`);
	process.exit(1);
}

function install() {
	console.log("Installing packages (npm ci) …");
	const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" };
	const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, env, stdio: "inherit" });
	if (status !== 0) fail("npm ci failed, see above. Sewa needs Node 20 or later, npm, and its package registry once.");
}

/** The major version of the Node that the scripts run on: a package, so that the host's may be older. */
function nodeVersion() {
	try {
		return Number(execFileSync(at("node_modules/.bin/node"), ["-p", "process.versions.node"]).toString().split(".")[0]);
	} catch {
		return 0;
	}
}

// A linked node_modules belongs to another checkout, and npm ci would empty it there.
const linked = existsSync(at("node_modules")) && lstatSync(at("node_modules")).isSymbolicLink();
if (!linked && changedAt("node_modules/.package-lock.json") < changedAt("package-lock.json")) install();
if (nodeVersion() < 24) {
	fail(
		"node_modules/.bin/node is not Node 24: npm was told not to run install scripts.\n" +
			"Run `npm rebuild node esbuild workerd` (with npm 12 and later, package.json's allowScripts lets these three through;\n" +
			"`ignore-scripts=true` in an .npmrc blocks them: run `npm rebuild --ignore-scripts=false node esbuild workerd`).",
	);
}
