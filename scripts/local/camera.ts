import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, type Browser, request } from "@playwright/test";
import { type Account, credentialsOf, type Page } from "../../e2e/pages.ts";
import { type Look, nameOf } from "./looks.ts";

export type Shot = { page: Page; look: Look; file: string };
type Session = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** Signs each account in once, by the API; sign-ins are rate-limited. */
export async function signInAll(url: string, accounts: Iterable<Account>): Promise<Map<Account, Session>> {
	const sessions = new Map<Account, Session>();
	for (const account of new Set(accounts)) {
		const api = await request.newContext({ baseURL: url });
		const answer = await api.post("/api/v1/auth/sign-in/email", {
			data: credentialsOf(account),
			headers: { origin: url },
		});
		if (!answer.ok()) throw new Error(`${account} cannot sign in: ${answer.status()} ${await answer.text()}`);
		sessions.set(account, await api.storageState());
		await api.dispose();
	}
	return sessions;
}

/** The address of a page, with the id of the first item of its list. */
export async function resolvePath(url: string, page: Page, session?: Session): Promise<string> {
	if (!page.idFrom) return page.path;
	const api = await request.newContext({ baseURL: url, ...(session && { storageState: session }) });
	const answer = await api.get(page.idFrom);
	const { items = [] } = (await answer.json()) as { items?: { id?: string; subscriptionId?: string }[] };
	const id = items[0]?.id ?? items[0]?.subscriptionId ?? (page.made && (await make(api, url, page.made)));
	await api.dispose();
	if (!id) throw new Error(`${page.idFrom} has nothing to show for ${page.name} (${answer.status()})`);
	return page.path.replace("{id}", id);
}

async function make(api: APIRequestContext, url: string, { path, body }: NonNullable<Page["made"]>): Promise<string> {
	const answer = await api.post(path, { data: body, headers: { origin: url } });
	if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
	return ((await answer.json()) as { id: string }).id;
}

export async function takePictures(browser: Browser, url: string, folder: string, pages: Page[], looks: Look[]) {
	const accounts = pages.flatMap(({ account }) => account ?? []);
	const sessions = await signInAll(url, accounts);
	const shots: Shot[] = [];
	for (const look of looks) {
		for (const account of new Set(pages.map((page) => page.account))) {
			const session = account && sessions.get(account);
			const mine = pages.filter((page) => page.account === account);
			shots.push(...(await walk(browser, { url, folder, look, ...(session && { session }) }, mine)));
		}
		console.log(nameOf(look));
	}
	return shots;
}

type Walk = { url: string; folder: string; look: Look; session?: Session };

async function walk(browser: Browser, { url, folder, look, session }: Walk, pages: Page[]): Promise<Shot[]> {
	const { width, height, theme, locale } = look;
	const context = await browser.newContext({
		...(session && { storageState: session }),
		viewport: { width, height },
		isMobile: width < 600,
		hasTouch: width < 600,
		colorScheme: theme,
		locale: locale === "id" ? "id-ID" : "en-GB",
		timezoneId: "Asia/Jakarta",
		reducedMotion: "reduce",
	});
	const preference = (name: string, value: string) => ({ name, value, url });
	await context.addCookies([preference("sewa_theme", theme), preference("sewa_locale", locale)]);
	const tab = await context.newPage();
	const shots: Shot[] = [];
	for (const page of pages) {
		const file = `${page.group}-${page.name}-${nameOf(look)}.png`;
		mkdirSync(folder, { recursive: true });
		await tab.goto(url + (await resolvePath(url, page, session)), { waitUntil: "networkidle" });
		await tab.evaluate("document.fonts.ready");
		// A window as high as the page, so that what sticks to its edges is where it belongs.
		const full = await tab.evaluate<number>("document.documentElement.scrollHeight");
		await tab.setViewportSize({ width, height: Math.min(Math.max(full, height), 8000) });
		await tab.screenshot({ path: join(folder, file), animations: "disabled" });
		await tab.setViewportSize({ width, height });
		shots.push({ page, look, file });
	}
	await context.close();
	return shots;
}
