import type { Schema } from "@sewa/sdk";
import { get, openApi, post } from "./api.ts";
import { BILLING, found, pay } from "./people.ts";
import { expect, test } from "./test.ts";

test("a trial chooses Starter, pays, and is served it", async ({ as, url }) => {
	const owner = await found(url, "Rini Astuti", "Toko Kue Rini");
	const api = await openApi(url, owner.session);
	const page = await as(owner);
	const main = page.getByRole("main");

	await test.step("the trial's notice leads to the plans; what costs nothing is not for sale", async () => {
		await page.goto("/app");
		await main.getByRole("link", { name: "Choose a plan" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a plan");
		await expect(main).toContainText("Your trial goes on until the payment is approved.");
		await expect(page.getByRole("region", { name: "Growth" })).toBeVisible();
		await expect(page.getByRole("region", { name: "Free" })).toBeHidden();
		await page.getByRole("link", { name: "Choose: Starter" }).click();
	});

	await test.step("it says what it costs, asks where the invoice goes, and keeps that on the way back", async () => {
		await expect(page.getByLabel("What it costs").filter({ visible: true })).toContainText("TotalIDR 165,390");
		await page.getByLabel("Address", { exact: true }).fill(BILLING.address);
		await page.getByLabel("City").fill(BILLING.city);
		await page.getByRole("button", { name: "Back" }).click();
		await expect(page.getByRole("region", { name: "Starter" })).toContainText("Your choice");
		await page.getByRole("link", { name: "Choose: Starter" }).click();
		await expect(page.getByLabel("City")).toHaveValue(BILLING.city);
		await page.getByLabel("Province or state").fill(BILLING.state);
		await page.getByLabel("Postal code").fill("4011");
		await page.getByRole("button", { name: "Create invoice and pay" }).click();
		await expect(page.getByLabel("Postal code")).toHaveAttribute("aria-invalid", "true");
		await page.getByLabel("Postal code").fill(BILLING.postalCode);
		await page.getByRole("button", { name: "Create invoice and pay" }).click();
		await expect(page).toHaveURL(/\/app\/invoices\/inv_\w+\/pay$/);
	});

	await test.step("the trial goes on while the invoice is open, and nothing else can be bought", async () => {
		await page.goto("/app");
		await expect(main).toContainText("IDR 165,390 to pay");
		await expect(main.getByRole("link", { name: "Choose a plan" })).toBeHidden();
		await page.goto("/app/billing/plans");
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("An order is not paid yet");
	});

	await test.step("the payment is approved and the plan is served", async () => {
		const { openInvoiceId } = await get<Schema<"SubscriptionDetail">>(api, "/subscription");
		const invoice = await get<Schema<"Invoice">>(api, `/invoices/${openInvoiceId}`);
		const { id } = await pay(url, { ...owner, invoice }, `COBA-${owner.tenant.id.slice(-8)}`);
		const operator = await openApi(url, await (await as("operator")).context().storageState());
		await post(operator, `/admin/payments/${id}/approve`, {});
		await operator.dispose();
		await page.goto("/app/billing");
		await expect(page.getByRole("heading", { name: "Starter" })).toContainText("Active");
		await expect(main).toContainText("1 of 5 seats used");
		await expect(main.getByRole("link", { name: "Choose a plan" })).toBeHidden();
	});
	await api.dispose();
});

test("an unpaid purchase is given up, and another plan bought without JavaScript", async ({ as, url }) => {
	const owner = await found(url, "Joko Susilo", "Bengkel Pak Joko");
	const api = await openApi(url, owner.session);
	const wish = { plan: "starter", interval: "month", billing: { ...BILLING, email: owner.email } };
	const { invoice } = await post<Schema<"PlanChange">>(api, "/plan-changes", wish);
	await api.dispose();

	await test.step("the dialog says that the invoice becomes void, and it does", async () => {
		const page = await as(owner);
		await page.goto(`/app/invoices/${invoice?.id}`);
		await page.getByRole("button", { name: "Give up this purchase" }).click();
		const dialog = page.getByRole("dialog");
		await expect(dialog).toContainText("Its invoice becomes void");
		await dialog.getByRole("button", { name: "Give up this purchase" }).click();
		await expect(page.getByText("Purchase given up. Its invoice is void.")).toBeVisible();
		await expect(page.getByRole("main")).toContainText("Void");
		await expect(page.getByRole("button", { name: "Give up this purchase" })).toBeHidden();
		await expect(page.getByRole("link", { name: "Pay", exact: true })).toBeHidden();
	});

	await test.step("Growth for a year is ordered with the billing details that are known", async () => {
		const page = await as(owner, { javaScriptEnabled: false });
		await page.goto("/app/billing");
		await page.getByRole("link", { name: "Choose a plan" }).click();
		await page.getByRole("link", { name: "Yearly" }).click();
		await page.getByRole("link", { name: "Choose: Growth" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your order");
		await expect(page.getByRole("main")).toContainText(BILLING.address);
		await page.getByRole("button", { name: "Create invoice and pay" }).click();
		await expect(page).toHaveURL(/\/app\/invoices\/inv_\w+\/pay$/);
		await expect(page.getByRole("main")).toContainText("Growth");
	});
});
