import { order } from "./people.ts";
import { photographTransfer } from "./proof.ts";
import { signInAs } from "./sign-in.ts";
import { expect, test } from "./test.ts";

test.use({ javaScriptEnabled: false });

test("without JavaScript one signs in, reads what is wrong, and pays with a proof", async ({ page, url }) => {
	const owner = await order(url, "Siti Rahma", "Penjahit Rapi");
	const main = page.getByRole("main");

	await test.step("a wrong password is refused in words, and the address is kept", async () => {
		await page.goto("/sign-in");
		await page.getByLabel("E-mail").fill(owner.email);
		await page.getByLabel("Password", { exact: true }).fill("bukan kata sandi saya");
		await page.getByRole("button", { name: "Sign in" }).click();
		await expect(page.getByRole("alert")).toContainText("E-mail or password is wrong.");
		await expect(page.getByLabel("E-mail")).toHaveValue(owner.email);
	});

	await test.step("the right one leads to the dashboard, and on to the payment form", async () => {
		await signInAs(page, owner);
		await page.getByRole("link", { name: "Pay now" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Pay ${owner.invoice.number}`);
	});

	await test.step("choosing another method shows where to pay", async () => {
		await page.getByLabel("Transfer Mandiri").check();
		await expect(main.getByText("123 00 9876543 2")).toBeVisible();
		await expect(main.getByText("123 456 7890")).toBeHidden();
	});

	await test.step("a reference that is too short is refused, the proof need not be sent again", async () => {
		const sent = { number: owner.invoice.number, amount: "Rp 165.390", reference: "12" };
		await page.getByLabel("Reference number").evaluate((input) => input.removeAttribute("minlength"));
		await page.getByLabel("Reference number").fill(sent.reference);
		await page.getByLabel("Proof of payment").setInputFiles(await photographTransfer(page, sent));
		await page.getByRole("button", { name: "Confirm payment" }).click();
		await expect(page.getByRole("alert")).toContainText("Reference number");
		await expect(main.getByText("Attached", { exact: true })).toBeVisible();
		await page.getByLabel("Reference number").fill("ATM-0042");
		await page.getByRole("button", { name: "Confirm payment" }).click();
		await expect(page.getByRole("heading", { name: "Waiting for review" })).toBeVisible();
		await expect(main).toContainText("Proof of paymentAttached");
		await expect(main).toContainText("ATM-0042");
	});
});
