import type { Schema } from "@sewa/sdk";
import { type App, startApp } from "../scripts/local/app.ts";
import { get, openApi, post } from "./api.ts";
import { leaveFor } from "./gateways.ts";
import { subscribed } from "./subscribers.ts";
import { expect, test } from "./test.ts";

// Time is moved for a whole installation, so this one is nobody else's.
let app: App;
test.beforeAll(async () => {
	test.setTimeout(180_000);
	app = await startApp();
});
test.afterAll(() => app.stop());

async function advance(by: string): Promise<void> {
	const api = await openApi(app.url);
	await post(api, "/dev/clock", { advance: by });
	await api.dispose();
}

test("a renewal on an empty wallet: grace, suspension, and revival by a payment", async ({ as }) => {
	test.setTimeout(180_000);
	const owner = await subscribed(app.url, "Wulan Sari", "Kue Wulan", { plan: "starter", left: 20_000 });
	const page = await as(owner, { baseURL: app.url });
	const main = page.getByRole("main");
	const body = page.locator("body");
	const api = await openApi(app.url, owner.session);
	const subscription = () => get<Schema<"SubscriptionDetail">>(api, "/subscription");

	await test.step("the month is over and the wallet has too little: every page says until when it goes on", async () => {
		await advance("P32D");
		expect(await subscription()).toMatchObject({ status: "past_due", plan: "starter" });
		await page.goto("/app/members");
		await expect(body).toContainText("IDR 165,390 is past due");
		await expect(body).toContainText(/Everything works until \d+ \w+ \d{4}/);
		await page.goto("/app/payments");
		await expect(page.getByRole("row").last(), "told by the time of business").toContainText("last month");
		await page.goto("/app/billing/plans");
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("An invoice waits to be paid");
	});

	await test.step("the wallet says what is missing and leads to a top-up of at least that", async () => {
		await page.goto("/app/wallet");
		await expect(main).toContainText("IDR 145,390 is missing in the wallet.");
		await main.getByRole("link", { name: "Top up", exact: true }).last().click();
		await expect(page.getByLabel("What you top up")).toContainText("IDR 145,390");
	});

	await test.step("the grace ends: suspended, with the day on which it would end for good", async () => {
		await advance("P7D");
		expect(await subscription()).toMatchObject({ status: "suspended" });
		await page.goto("/app");
		await expect(body).toContainText("Your organisation is suspended");
		await expect(body).toContainText(/The subscription ends on \d+ \w+ \d{4} if it stays unpaid\./);
	});

	await test.step("paying its invoice brings everything back", async () => {
		const { openInvoiceId } = await subscription();
		await page.goto(`/app/invoices/${openInvoiceId}/pay`);
		await page.getByRole("radio", { name: "Midtrans" }).check();
		await leaveFor(page, page.getByRole("button", { name: "Continue to Midtrans" }));
		await page.getByRole("button", { name: "QRIS" }).click();
		await page.getByRole("button", { name: /^Bayar · Pay$/ }).click();
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
		await page.goto("/app/billing");
		await expect(page.getByRole("heading", { name: "Starter" })).toContainText("Active");
		await expect(page.getByText("Your organisation is suspended")).toBeHidden();
	});
	await api.dispose();
});
