import { expect, test } from "@playwright/test";
import type { DemoRole } from "../scripts/local/accounts.ts";
import { signIn } from "./sign-in.ts";

const HOMES: Record<DemoRole, RegExp> = { admin: /\/admin$/, operator: /\/admin$/, owner: /\/app$/, member: /\/app$/ };

test("everybody finds the way from the landing page to the prices", async ({ page }) => {
	await page.goto("/");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await page.goto("/pricing");
	await expect(page.getByText("Growth").first()).toBeVisible();
});

test("the interactive reference lists the endpoints", async ({ page }) => {
	await page.goto("/docs");
	await expect(page.getByText("/api/v1/tenants", { exact: true }).first()).toBeVisible();
});

test("the app says that it is ready, on one origin with the API", async ({ request }) => {
	const ready = await request.get("/health/ready");
	expect(ready.status()).toBe(200);
	expect((await ready.json()).status).toBe("ok");
	expect((await request.get("/api/v1/catalog/plans")).status()).toBe(200);
});

test("files with a hash in their name are kept by the browser for a year", async ({ page, request, baseURL }) => {
	await page.goto("/");
	const script = await page.locator('link[rel="modulepreload"]').first().getAttribute("href");
	const answer = await request.get(new URL(script ?? "", baseURL).href);
	expect(answer.headers()["cache-control"]).toContain("immutable");
});

for (const [role, home] of Object.entries(HOMES) as [DemoRole, RegExp][]) {
	test(`the demo account ${role} signs in and reaches its home`, async ({ page }) => {
		await signIn(page, role);
		await expect(page).toHaveURL(home);
		await expect(page.getByRole("main")).toBeVisible();
	});
}
