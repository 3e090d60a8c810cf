import { linkIn, mailTo } from "./mails.ts";
import { newPerson, shopName } from "./people.ts";
import { signInAs } from "./sign-in.ts";
import { expect, test } from "./test.ts";

test("somebody tries Growth: from the landing page to a running trial, and back in after signing out", async ({
	page,
	request,
}) => {
	const person = newPerson("Sari Puspita");
	const organisation = shopName("Kedai Kopi Senja");

	await test.step("the landing page leads to the prices, and a plan to sign-up", async () => {
		await page.goto("/");
		await page.getByRole("link", { name: "See prices" }).first().click();
		await expect(page.getByRole("heading", { level: 1, name: "Pricing" })).toBeVisible();
		const growth = page.getByRole("region", { name: "Growth" });
		await expect(growth).toContainText("14-day free trial");
		await expect(growth).toContainText("IDR 499,000");
		await growth.getByRole("link", { name: "Try Growth" }).click();
	});

	await test.step("signing up keeps the plan in sight and sends a mail", async () => {
		await expect(page.getByRole("main")).toContainText("IDR 499,000 per month");
		await page.getByLabel("Your name").fill(person.name);
		await page.getByLabel("E-mail").fill(person.email);
		await page.getByLabel("Password", { exact: true }).fill(person.password);
		await page.getByRole("button", { name: "Create account" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your e-mail");
		await expect(page.getByRole("main")).toContainText(person.email);
	});

	await test.step("the link of the mail signs in and leads on", async () => {
		const mail = await mailTo(request, person.email, /Verify your e-mail address/);
		await page.goto(linkIn(mail, "/verify-email"));
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your e-mail is confirmed");
		await page.getByRole("link", { name: "Go on" }).click();
	});

	await test.step("the organisation is founded with a trial of the plan chosen before", async () => {
		await page.getByLabel("Organisation name").fill(organisation);
		await page.getByRole("button", { name: "Choose a plan" }).click();
		await expect(page.getByRole("region", { name: "Growth" })).toContainText("Your choice");
		await page.getByRole("link", { name: "Start trial: Growth" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Start with Growth");
		await expect(page.getByRole("main")).toContainText("IDR 553,890 per month, including PPN");
		await page.getByRole("button", { name: "Start trial" }).click();
	});

	await test.step("the dashboard shows the trial and its credit, and nothing to pay", async () => {
		await expect(page).toHaveURL(/\/app$/);
		await expectTrial();
		await page.goto("/app/invoices");
		await expect(page.getByText("No invoices yet")).toBeVisible();
	});

	await test.step("signing out ends the session; signing in again leads back to the dashboard", async () => {
		await page.getByRole("button", { name: `Account of ${person.name}` }).click();
		await page.getByRole("menuitem", { name: "Sign out" }).click();
		await expect(page.getByText("You are signed out.")).toBeVisible();
		await page.goto("/app");
		await expect(page).toHaveURL(/\/sign-in\?next=/);
		await signInAs(page, person);
		await expectTrial();
	});

	async function expectTrial() {
		const main = page.getByRole("main");
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(organisation);
		await expect(main).toContainText("14 days left of your Growth trial");
		await expect(main).toContainText("Promotional creditIDR 100,000");
	}
});
