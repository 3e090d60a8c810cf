import { expect, test } from "./test.ts";

test("time moves a day: renewals and mails happen, and the page says what", async ({ as }) => {
	test.setTimeout(180_000);
	const admin = await as("admin");
	const main = admin.getByRole("main");
	await admin.goto("/admin");
	await admin.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Time machine" }).click();
	await expect(main).toContainText("Ahead of the wall clock");
	await admin.getByRole("button", { name: "+1 day" }).click();
	await expect(admin.getByText("Time has moved")).toBeVisible({ timeout: 150_000 });
	await expect(main).toContainText(/24 hours|\d+ days/);
	await admin.getByRole("link", { name: "What happened" }).click();
	await expect(main).toContainText(/Since \d/);
	await expect(admin.getByRole("row").nth(1)).toBeVisible();

	await admin.getByLabel("Another duration").fill("yesterday");
	await admin.getByRole("button", { name: "Go", exact: true }).click();
	await expect(admin.getByRole("alert")).toContainText("ISO 8601");
});
