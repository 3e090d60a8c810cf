import { join } from "node:path";
import { chromium } from "@playwright/test";
import { CHROMIUM } from "../e2e/chromium.ts";
import { PAGES } from "../e2e/pages.ts";
import { startApp } from "./local/app.ts";
import { takePictures } from "./local/camera.ts";
import { writeSheets } from "./local/contact-sheet.ts";
import { LOOKS, nameOf } from "./local/looks.ts";
import { ROOT } from "./local/places.ts";
import { onStopSignal } from "./local/signals.ts";

// `npm run shots -- tenant 1440 light`: only pages and looks that have every one of the words in their name.
const words = process.argv.slice(2);
const looks = LOOKS.filter((look) => wanted(nameOf(look).split("-")));
const pages = PAGES.filter(({ group, name }) => wanted([group, name]));

/** A word counts for looks or for pages, whichever knows it. */
function wanted(parts: string[]): boolean {
	const known = [...LOOKS.flatMap((look) => nameOf(look).split("-"))];
	const isLook = parts.every((part) => known.includes(part));
	return words.filter((word) => known.includes(word) === isLook).every((word) => parts.includes(word));
}

try {
	const folder = join(ROOT, "shots");
	// A running app is used as it is; without one, a fresh one is started.
	const app = process.env.SEWA_URL ? { url: process.env.SEWA_URL, stop: async () => {} } : await startApp();
	onStopSignal(app.stop);
	const browser = await chromium.launch(CHROMIUM);
	try {
		const shots = await takePictures(browser, app.url, folder, pages, looks);
		await writeSheets(browser, folder, shots);
		console.log(`${shots.length} pictures in shots/, open shots/index.html`);
	} finally {
		await browser.close();
		await app.stop();
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
