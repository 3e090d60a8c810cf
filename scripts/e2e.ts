import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "./local/app.ts";
import { build } from "./local/builds.ts";
import { run } from "./local/processes.ts";
import { onStopSignal } from "./local/signals.ts";
import { conclude, one, type Tally, tallyOfPlaywright } from "./local/tally.ts";

async function browse(app: App, web: string, args: string[]): Promise<Tally> {
	const folder = mkdtempSync(join(tmpdir(), "sewa-e2e-report-"));
	const report = join(folder, "report.json");
	const env = { SEWA_URL: app.url, SEWA_WEB_BUILD: web, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
	const code = await run("playwright", ["test", "--config", "e2e/playwright.config.ts", ...args], { env });
	const tally = tallyOfPlaywright(report, code);
	rmSync(folder, { recursive: true, force: true });
	return tally;
}

try {
	const { web } = await build("web", "api", "seed");
	const app = await startApp();
	onStopSignal(app.stop);
	const tally = await browse(app, web, process.argv.slice(2)).finally(app.stop);
	conclude(tally);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	conclude(one(false));
}
