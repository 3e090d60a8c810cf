import { expect, type Page } from "@playwright/test";
import { type DemoRole, demoAccount } from "../scripts/local/accounts.ts";

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
	const { email, password } = demoAccount(role);
	await page.goto("/sign-in");
	await page.getByLabel("E-mail").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(password);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page).not.toHaveURL(/\/sign-in/);
}
