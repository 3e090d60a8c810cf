import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { endGroup } from "../scripts/local/app.ts";
import { OFFLINE, ROOT } from "../scripts/local/places.ts";
import { freePort } from "../scripts/local/ports.ts";
import { ended } from "../scripts/local/processes.ts";

/** The build as a Pages project in advanced mode, without the API behind it. */
async function servePages() {
	const build = process.env.SEWA_WEB_BUILD;
	if (!build) throw new Error("SEWA_WEB_BUILD is not set: npm run e2e sets it");
	const project = mkdtempSync(join(tmpdir(), "sewa-pages-"));
	await ended(
		spawn(process.execPath, [join(ROOT, "web/scripts/pages.mjs"), project], { cwd: build, stdio: "inherit" }),
	);
	const port = await freePort();
	const wrangler = join(ROOT, "node_modules/.bin/wrangler");
	const args = ["pages", "dev", "--port", String(port), "--ip", "127.0.0.1", "--inspector-port", "0"];
	const env = { ...process.env, ...OFFLINE, WRANGLER_REGISTRY_PATH: join(project, "registry"), CI: "1" };
	const child = spawn(wrangler, args, { cwd: project, env, stdio: ["ignore", "ignore", "inherit"], detached: true });
	const url = `http://127.0.0.1:${port}`;
	const stop = async () => {
		endGroup(child, "SIGTERM");
		await Promise.race([ended(child), new Promise((resolve) => setTimeout(resolve, 3000))]);
		endGroup(child, "SIGKILL");
		rmSync(project, { recursive: true, force: true });
	};
	return { url, asset: `/assets/${readdirSync(join(project, "client/assets"))[0]}`, stop };
}

test("as a Pages project the landing page and the static files are served", async ({ request }) => {
	const pages = await servePages();
	try {
		await expect(async () => expect((await request.get(pages.url)).status()).toBe(200)).toPass({ timeout: 40_000 });
		const landing = await request.get(pages.url);
		expect(await landing.text()).toContain("<h1");
		const asset = await request.get(pages.url + pages.asset);
		expect(asset.status()).toBe(200);
		expect(asset.headers()["cache-control"]).toContain("immutable");
	} finally {
		await pages.stop();
	}
});
