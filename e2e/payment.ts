import { expect, type Page } from "@playwright/test";
import { photographTransfer } from "./proof.ts";

/** Fills in the open payment form as after a transfer to BCA, with a picture of it, and sends it. */
export async function confirmTransfer(page: Page, sent: { number: string; reference: string }): Promise<void> {
	await page.getByLabel("Transfer BCA").check();
	await page.getByLabel("Reference number").fill(sent.reference);
	await page
		.getByLabel("Proof of payment")
		.setInputFiles(await photographTransfer(page, { ...sent, amount: "Rp 165.390" }));
	await expect(page.getByText("Uploaded", { exact: true })).toBeVisible();
	await page.getByRole("button", { name: "Confirm payment" }).click();
	await expect(page.getByRole("heading", { name: "Waiting for review" })).toBeVisible();
}

/** Goes to a payment by the queue: one searches for the reference that stands on the bank statement. */
export async function openReview(page: Page, sent: { number: string; reference: string }): Promise<void> {
	await page.goto("/admin/payments");
	await page.getByRole("searchbox").fill(sent.reference);
	await expect(page).toHaveURL(/[?&]q=/);
	await page.getByRole("link", { name: sent.number }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(sent.number);
}
