import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { signInAll } from "../scripts/local/camera.ts";
import type { Session } from "./api.ts";
import { type Account, credentialsOf } from "./pages.ts";
import type { SignedIn } from "./people.ts";
import { expectNoTrouble, watch } from "./troubles.ts";

export { expect } from "@playwright/test";

type Fixtures = {
	/** Where the app is. */
	url: string;
	/** A page of somebody who is signed in, in a browser of their own: a demo account, or whom the test has founded. */
	as: (who: Account | SignedIn, options?: BrowserContextOptions) => Promise<Page>;
};
type WorkerFixtures = { sessionOf: (account: Account) => Promise<Session> };

/** Playwright's test; every browser it opens is watched, and one that complains fails the test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
	// Demo accounts sign in once a worker: an address may only so many times a minute.
	sessionOf: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
		async ({}, use, info) => {
			const kept = new Map<Account, Promise<Session>>();
			const url = info.project.use.baseURL ?? "";
			await use((account) => {
				const session = kept.get(account) ?? signIn(url, account);
				kept.set(account, session);
				return session;
			});
		},
		{ scope: "worker" },
	],
	url: async ({ baseURL }, use) => {
		if (!baseURL) throw new Error("no baseURL");
		await use(baseURL);
	},
	context: async ({ context }, use) => {
		const troubles = await watch(context);
		await use(context);
		expectNoTrouble(troubles);
	},
	as: async ({ browser, sessionOf }, use) => {
		const opened: { context: BrowserContext; troubles: string[] }[] = [];
		await use(async (who, options) => {
			const storageState = typeof who === "string" ? await sessionOf(who) : who.session;
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

async function signIn(url: string, account: Account): Promise<Session> {
	const session = (await signInAll(url, [account])).get(account);
	if (!session) throw new Error(`${credentialsOf(account).email} could not sign in`);
	return session;
}
