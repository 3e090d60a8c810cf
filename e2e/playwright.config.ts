import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM } from "./chromium.ts";

export default defineConfig({
	testDir: ".",
	outputDir: "../test-results",
	fullyParallel: true,
	workers: 2,
	retries: 0,
	timeout: 60_000,
	forbidOnly: process.env.CI !== undefined,
	reporter: [["list"], ["json"]],
	// Whoever moves time moves it for everybody: that comes when the others are through.
	projects: [
		{ name: "today", testIgnore: /time-machine/ },
		{ name: "later", testMatch: /time-machine/, dependencies: ["today"] },
	],
	use: {
		...devices["Desktop Chrome"],
		baseURL: process.env.SEWA_URL ?? "http://localhost:4000",
		locale: "en-GB",
		timezoneId: "Asia/Jakarta",
		// Without its film: recording that takes longer than the tests.
		trace: { mode: "retain-on-failure", screenshots: false },
		screenshot: "only-on-failure",
		launchOptions: CHROMIUM,
	},
});
