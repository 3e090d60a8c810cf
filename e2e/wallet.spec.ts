import type { Schema } from "@sewa/sdk";
import { get, openApi, post } from "./api.ts";
import { leaveFor } from "./gateways.ts";
import { BILLING, found } from "./people.ts";
import { credit } from "./subscribers.ts";
import { expect, test } from "./test.ts";

test("a wallet is topped up by QRIS, and a plan is bought from it", async ({ as, url }) => {
	const owner = await found(url, "Sari Dewanti", "Batik Sari");
	const page = await as(owner);
	const main = page.getByRole("main");

	await test.step("an amount out of bounds is refused in place; a usual one goes on", async () => {
		await page.goto("/app/wallet");
		await main.getByRole("link", { name: "Top up", exact: true }).first().click();
		await page.getByLabel("Or another amount").fill("5.000");
		await page.getByRole("button", { name: "Continue" }).click();
		await expect(page.getByLabel("Or another amount")).toHaveAttribute("aria-invalid", "true");
		await expect(main).toContainText("A top-up is IDR 10,000 to IDR 10,000,000.");
		await page.getByRole("link", { name: "IDR 250,000" }).click();
		await expect(page.getByLabel("What you top up")).toContainText("IDR 250,000");
	});

	await test.step("it is paid by QRIS at Midtrans", async () => {
		await page.getByRole("radio", { name: "Midtrans" }).check();
		await leaveFor(page, page.getByRole("button", { name: "Continue to Midtrans" }));
		await page.getByRole("button", { name: "QRIS" }).click();
		await page.getByRole("button", { name: /^Bayar · Pay$/ }).click();
		await expect(page.getByRole("heading", { name: "Your wallet is topped up" })).toBeVisible({ timeout: 30_000 });
		await page.getByRole("link", { name: "To the wallet" }).click();
	});

	await test.step("the wallet says what the money could do, and leads there", async () => {
		await expect(page.getByRole("region", { name: "Balance" })).toContainText("AvailableIDR 250,000");
		await expect(page.getByRole("row", { name: "Top-up" })).toContainText("+IDR 250,000");
		await main.getByRole("link", { name: "Choose a plan" }).click();
		await page.getByRole("link", { name: "Choose: Starter" }).click();
	});

	await test.step("the order is paid from the wallet by one button and active at once", async () => {
		await page.getByLabel("Address", { exact: true }).fill(BILLING.address);
		await page.getByLabel("City").fill(BILLING.city);
		await page.getByLabel("Province or state").fill(BILLING.state);
		await page.getByLabel("Postal code").fill(BILLING.postalCode);
		await page.getByRole("button", { name: "Pay IDR 165,390 from wallet" }).click();
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible();
		await expect(main).toContainText("Starter plan, one month");
	});

	await test.step("credit was spent before money, and the statement says so", async () => {
		const api = await openApi(url, owner.session);
		const wallet = await get<Schema<"Wallet">>(api, "/wallet");
		await api.dispose();
		expect(wallet.credit.amount).toBe(0);
		expect(wallet.available.amount).toBeGreaterThan(250_000 - 165_390);
		await page.goto("/app/wallet");
		const paid = page.getByRole("row", { name: "Invoice paid" });
		await expect(paid).toContainText(`IDR ${wallet.available.amount.toLocaleString("en-US")}`);
		await page.goto("/app/wallet?account=promo");
		await expect(page.getByRole("row", { name: "Invoice paid" })).toBeVisible();
	});
});

test("a top-up by transfer waits in the wallet, and is given up there", async ({ as, url }) => {
	const owner = await found(url, "Agus Salim", "Toko Agus");
	const page = await as(owner);
	await page.goto("/app/wallet/top-up?amount=100000");
	await page.getByRole("radio", { name: "Transfer BCA" }).check();
	await page.getByRole("button", { name: "Confirm payment" }).click();
	await expect(page.getByLabel("Reference number")).toHaveAttribute("aria-invalid", "true");
	await page.getByLabel("Reference number").fill("TRF-998877");
	await page.getByRole("button", { name: "Confirm payment" }).click();
	await expect(page.getByRole("heading", { name: "Waiting for review" })).toBeVisible();

	await page.goto("/app/wallet");
	const waiting = page.getByRole("listitem").filter({ hasText: "Transfer BCA" });
	await expect(waiting).toContainText("IDR 100,000");
	await waiting.getByRole("button", { name: "Cancel top-up" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Cancel top-up" }).click();
	await expect(page.getByText("Payment given up")).toBeVisible();
	await expect(waiting).toBeHidden();
});

test("an invoice that waits is paid from the wallet; the statement is filtered and exported", async ({ as, url }) => {
	const owner = await found(url, "Nina Kartika", "Apotek Nina");
	await credit(url, owner, 400_000);
	const api = await openApi(url, owner.session);
	const billing = { ...BILLING, email: owner.email };
	await post(api, "/plan-changes", { plan: "starter", interval: "month", billing });
	await api.dispose();
	const page = await as(owner);
	await page.goto("/app/wallet");
	await page.getByRole("button", { name: "Pay IDR 165,390 from wallet" }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible();

	await page.goto("/app/wallet?kind=invoice_payment");
	await expect(page.getByRole("row", { name: "Invoice paid" })).toBeVisible();
	await expect(page.getByRole("row", { name: "Credited by Sewa" })).toBeHidden();
	const downloading = page.waitForEvent("download");
	await page.getByRole("link", { name: "CSV" }).click();
	const stream = await (await downloading).createReadStream();
	const csv = (await stream.toArray()).join("");
	expect(csv).toContain("invoice_payment");
	expect(csv).not.toContain("wallet_credit");

	await page.getByLabel("To day").fill("2020-01-01");
	await page.getByRole("button", { name: "Show" }).click();
	await expect(page.getByRole("main")).toContainText("Nothing matches these filters");
});

test("the notice and the automatic top-up are set, also without JavaScript", async ({ as, url }) => {
	const owner = await found(url, "Bima Sakti", "Bengkel Bima");
	const page = await as(owner);
	await page.goto("/app/wallet/settings");
	await page.getByLabel("Tell me below").fill("50.000");
	await page.getByRole("radio", { name: "Fill up to a target" }).check();
	await page.getByLabel("When the balance is below").fill("100.000");
	await page.getByRole("textbox", { name: "Fill up to" }).fill("80.000");
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByRole("main")).toContainText("The target is above the threshold.");
	await page.getByRole("textbox", { name: "Fill up to" }).fill("500.000");
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByText("Wallet settings saved")).toBeVisible();
	await expect(page.getByRole("main")).toContainText("No card is saved yet");

	const plain = await as(owner, { javaScriptEnabled: false });
	await plain.goto("/app/wallet/settings");
	await expect(plain.getByLabel("When the balance is below")).toHaveValue("100000");
	await plain.getByRole("radio", { name: "Off" }).check();
	await plain.getByLabel("Tell me below").fill("75000");
	await plain.getByRole("button", { name: "Save changes" }).click();
	const api = await openApi(url, owner.session);
	const settings = await get<Schema<"WalletSettings">>(api, "/wallet/settings");
	await api.dispose();
	expect(settings).toMatchObject({ autoTopUp: "off", lowBalance: { amount: 75_000, currency: "IDR" } });
});
