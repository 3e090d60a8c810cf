import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Chromium: the one named, Debian's, or Playwright's own. */
const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));

export const CHROMIUM: LaunchOptions = {
	...(executablePath && { executablePath }),
	args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
};
