import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import type { Account } from "./pages.ts";
import type { SignedIn } from "./people.ts";
import { signedIn } from "./sessions.ts";
import { expectNoTrouble, watch } from "./troubles.ts";

export { expect } from "@playwright/test";

type Fixtures = {
	/** Where the app is. */
	url: string;
	/** A page of somebody who is signed in, in a browser of their own: a demo account, or whom the test has founded. */
	as: (who: Account | SignedIn, options?: BrowserContextOptions) => Promise<Page>;
};

/** Playwright's test; every browser it opens is watched, and one that complains fails the test. */
export const test = base.extend<Fixtures>({
	url: async ({ baseURL }, use) => {
		if (!baseURL) throw new Error("no baseURL");
		await use(baseURL);
	},
	context: async ({ context }, use) => {
		const troubles = await watch(context);
		await use(context);
		expectNoTrouble(troubles);
	},
	as: async ({ browser, url }, use) => {
		const opened: { context: BrowserContext; troubles: string[] }[] = [];
		await use(async (who, options) => {
			const storageState = typeof who === "string" ? await signedIn(url, who) : who.session;
			const context = await browser.newContext({ ...options, storageState });
			opened.push({ context, troubles: await watch(context) });
			return context.newPage();
		});
		for (const { context, troubles } of opened) {
			await context.close();
			expectNoTrouble(troubles);
		}
	},
});
