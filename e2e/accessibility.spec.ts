import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { resolvePath } from "../scripts/local/camera.ts";
import { PAGES } from "./pages.ts";
import { expect, test } from "./test.ts";

// Themes are chosen as a system does, so that one visit shows both; motion would be measured half-way.
test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "light" });

for (const listed of PAGES) {
	const { group, name, account } = listed;
	test(`${group}/${name} is usable by everybody, in light and dark`, async ({ page: stranger, as, sessionOf, url }) => {
		const page = account ? await as(account) : stranger;
		const session = account && (await sessionOf(account));
		await page.goto(await resolvePath(url, listed, session));

		await expect(page).toHaveTitle(/Sewa/);
		await expect(page.locator("html")).toHaveAttribute("lang", "en");
		// Swagger UI brings headings of its own.
		if (name !== "docs") await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
		await expect(page.getByRole("main")).toHaveCount(1);
		expect(await seriousFaults(page)).toEqual([]);
		await page.emulateMedia({ colorScheme: "dark" });
		await expect.poll(() => seriousFaults(page, ["color-contrast"])).toEqual([]);
	});
}

/** What axe calls serious or critical, a line each: the rule, and where it is broken. */
async function seriousFaults(page: Page, rules?: string[]): Promise<string[]> {
	// No script enters the frame that shows a mail, and Swagger UI is not ours to paint.
	const axe = new AxeBuilder({ page }).exclude("iframe[sandbox]").exclude(".swagger-ui");
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}
