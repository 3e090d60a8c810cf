import { expect, type Page } from "@playwright/test";
import { type DemoRole, demoAccount } from "../scripts/local/accounts.ts";

/** Signs a demo account in by the form, as a person does. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
	await page.goto("/sign-in");
	await signInAs(page, demoAccount(role));
}

/** Fills in the sign-in page that is open. */
export async function signInAs(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
	await page.getByLabel("E-mail").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(password);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page).not.toHaveURL(/\/sign-in/);
}
