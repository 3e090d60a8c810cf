import { devices } from "@playwright/test";
import { confirmTransfer } from "./payment.ts";
import { order } from "./people.ts";
import { expect, test } from "./test.ts";

const { userAgent } = devices["Pixel 7"];
test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, userAgent });

test("on a phone one goes by the menu to the invoices, which are cards, and pays one", async ({ as, url }) => {
	const owner = await order(url, "Agus Salim", "Percetakan Kilat");
	const page = await as(owner);

	await test.step("the menu opens as a sheet and closes when it has led somewhere", async () => {
		await page.goto("/app");
		await expect(page.getByRole("navigation", { name: "Main navigation" })).toBeHidden();
		await page.getByRole("button", { name: "Open menu" }).tap();
		const sheet = page.getByRole("dialog", { name: "Main navigation" });
		await sheet.getByRole("link", { name: "Invoices" }).tap();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoices");
		await expect(sheet).toBeHidden();
	});

	await test.step("each invoice is a card as wide as the screen, with its labels in it", async () => {
		await expect(page.getByRole("columnheader").first()).toBeHidden();
		const card = page.getByRole("row").filter({ hasText: owner.invoice.number });
		await expect(card).toContainText("StatusOpen");
		await expect(card).toContainText("TotalIDR 165,390");
		const box = await card.boundingBox();
		expect(box?.width).toBeGreaterThan(340);
		await card.getByRole("link", { name: owner.invoice.number }).tap();
	});

	await test.step("the invoice is paid with a picture from the phone", async () => {
		await page.getByRole("link", { name: "Pay", exact: true }).tap();
		await confirmTransfer(page, { number: owner.invoice.number, reference: "M-BCA 20261120" });
		await page.getByRole("link", { name: "See invoice" }).tap();
		await expect(page.getByText("Your payment is being reviewed")).toBeVisible();
	});
});
