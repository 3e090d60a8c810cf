import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

/** Chromium: the one named, Debian's, or Playwright's own. */
const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));

export default defineConfig({
	testDir: ".",
	outputDir: "../test-results",
	fullyParallel: true,
	workers: 2,
	retries: 0,
	timeout: 60_000,
	forbidOnly: process.env.CI !== undefined,
	reporter: [["list"], ["json"]],
	use: {
		...devices["Desktop Chrome"],
		baseURL: process.env.SEWA_URL ?? "http://localhost:4000",
		locale: "en-GB",
		timezoneId: "Asia/Jakarta",
		trace: "retain-on-failure",
		launchOptions: {
			...(executablePath && { executablePath }),
			args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
		},
	},
});
