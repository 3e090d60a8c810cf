import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { resolvePath } from "../scripts/local/camera.ts";
import { type Account, PAGES } from "./pages.ts";
import { signedIn } from "./sessions.ts";
import { expectNoTrouble, watch } from "./troubles.ts";

type Tab = { page: Page; session: Awaited<ReturnType<typeof signedIn>> | undefined; troubles: string[] };

/** A tab for each account, kept for as many pages as a worker looks at: they are all fetched with a warm cache. */
const test = base.extend<object, { tabOf: (account: Account | undefined) => Promise<Tab> }>({
	tabOf: [
		async ({ browser }, use, { project }) => {
			const tabs = new Map<Account | undefined, Promise<Tab>>();
			const open = async (account: Account | undefined): Promise<Tab> => {
				const session = account && (await signedIn(project.use.baseURL ?? "", account));
				const context = await browser.newContext({
					reducedMotion: "reduce",
					...(session && { storageState: session }),
				});
				return { page: await context.newPage(), session, troubles: await watch(context) };
			};
			await use((account) => {
				const tab = tabs.get(account) ?? open(account);
				tabs.set(account, tab);
				return tab;
			});
		},
		{ scope: "worker" },
	],
});

/** One look by axe at a long list takes seconds where the machine is busy. */
const ROOM = { timeout: 20_000 };

for (const listed of PAGES) {
	const { group, name, account } = listed;
	test(`${group}/${name} is for everybody: by axe, in light and dark, on a desk and a phone`, async ({
		tabOf,
		baseURL,
	}) => {
		const { page, session, troubles } = await tabOf(account);
		troubles.length = 0;
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.emulateMedia({ colorScheme: "light" });
		await page.goto((baseURL ?? "") + (await resolvePath(baseURL ?? "", listed, session)));

		await expect(page).toHaveTitle(/Sewa/);
		await expect(page.locator("html")).toHaveAttribute("lang", "en");
		await expect(page.getByRole("main")).toHaveCount(1);
		// Swagger UI brings headings of its own.
		if (name !== "docs") await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
		expect(await seriousFaults(page)).toEqual([]);
		await page.emulateMedia({ colorScheme: "dark" });
		await expect.poll(() => seriousFaults(page, ["color-contrast"]), ROOM).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		await expect.poll(() => contentWidth(page), "no wider than a phone").toBeLessThanOrEqual(390);
		expectNoTrouble(troubles);
	});
}

/** What axe calls serious or critical, a line each: the rule, and where it is broken. */
async function seriousFaults(page: Page, rules?: string[]): Promise<string[]> {
	// No script enters the frame that shows a mail, and Swagger UI is not ours to paint.
	const axe = new AxeBuilder({ page }).setLegacyMode().exclude("iframe").exclude(".swagger-ui");
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}

function contentWidth(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth);
}
