import { expect, type Page, request } from "@playwright/test";
import type { Billed } from "./people.ts";

/** The practice gateway behind a checkout's address, by its remote control. */
export async function atPeer<T = unknown>(checkoutUrl: string, path: string, input?: unknown): Promise<T> {
	const peer = await request.newContext({ baseURL: new URL(checkoutUrl).origin });
	const address = `/__control/${path}`;
	const answer = input === undefined ? await peer.get(address) : await peer.post(address, { data: input });
	if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`);
	const said = answer.status() === 204 ? undefined : await answer.json();
	await peer.dispose();
	return said as T;
}

/** Opens the invoice, chooses a gateway and arrives on its page; the ids are read on the way. */
export async function checkout(page: Page, { invoice }: Billed, gateway: "Midtrans" | "Stripe"): Promise<Checkout> {
	await page.goto(`/app/invoices/${invoice.id}/pay`);
	await page.getByRole("radio", { name: gateway }).check();
	return leaveFor(page, page.getByRole("button", { name: `Continue to ${gateway}` }));
}

export type Checkout = { paymentId: string; url: string };

/** Presses what starts a checkout: our own page of the payment follows, and takes the browser on by itself. */
export async function leaveFor(page: Page, button: ReturnType<Page["getByRole"]>): Promise<Checkout> {
	const before = new URL(page.url());
	const isNext = ({ pathname }: URL) => pathname.startsWith("/app/payments/pay_") && pathname !== before.pathname;
	const passed = page.waitForURL(isNext, { waitUntil: "commit" }).then(() => page.url());
	await button.click();
	const paymentId = /pay_\w+/.exec(await passed)?.[0] ?? "";
	await page.waitForURL((url) => url.origin !== before.origin);
	return { paymentId, url: page.url() };
}

/** The badge beside the title of a payment's page. */
export async function expectStatus(page: Page, status: string): Promise<void> {
	const head = page.getByRole("main").locator("header").first();
	await expect(head.getByText(status, { exact: true })).toBeVisible({ timeout: 20_000 });
}
