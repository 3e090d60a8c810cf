import type { Page } from "@playwright/test";
import { found } from "./people.ts";
import { expect, test } from "./test.ts";

test("a list keeps its filter, order and page in the URL: reloading and going back lose nothing", async ({ as }) => {
	const page = await as("admin");
	const firstRow = page.getByRole("row").nth(1);

	await page.goto("/admin/invoices");
	await page.getByRole("button", { name: "Status" }).click();
	await page.getByRole("menuitem", { name: "Paid", exact: true }).click();
	await expect(page).toHaveURL(/\?status=paid$/);
	await expect(page.getByRole("button", { name: "Status: Paid" })).toBeVisible();
	const newest = await firstNumber(page);

	await page.getByRole("link", { name: "Sort by Issued" }).click();
	await expect(page).toHaveURL(/status=paid&sort=openedAt$/);
	await expect(page.getByRole("columnheader", { name: "Issued" })).toHaveAttribute("aria-sort", "ascending");
	await expect(firstRow).not.toContainText(newest);
	const oldest = await firstNumber(page);

	await page.getByRole("link", { name: "Next page" }).click();
	await expect(page).toHaveURL(/status=paid&sort=openedAt&cursor=/);
	await expect(firstRow).not.toContainText(oldest);
	const second = await firstNumber(page);
	await page.reload();
	await expect(firstRow).toContainText(second);
	await expect(page.getByRole("button", { name: "Status: Paid" })).toBeVisible();

	await page.goBack();
	await expect(page).toHaveURL(/sort=openedAt$/);
	await expect(firstRow).toContainText(oldest);
	await page.getByRole("link", { name: "Clear filters" }).click();
	await expect(page).toHaveURL(/\/admin\/invoices\??$/);
});

test("searching narrows the list as one types, and says so when there is nothing", async ({ as }) => {
	const page = await as("admin");
	await page.goto("/admin/tenants");
	await page.getByRole("searchbox").fill("bunga melati");
	await expect(page.getByRole("row").nth(1)).toContainText("Toko Bunga Melati");
	await expect(page).toHaveURL(/\?q=bunga\+melati$/);
	await page.getByRole("searchbox").fill("there is no such shop");
	await expect(page.getByText("Nothing matches these filters")).toBeVisible();
	await page.getByRole("link", { name: "Clear filters" }).first().click();
	await expect(page.getByRole("searchbox")).toHaveValue("");
	await expect(page.getByRole("row").nth(5)).toBeVisible();
});

test("what is hard to undo is confirmed by a dialog that says what will happen, and reported by a toast", async ({
	as,
	url,
}) => {
	const { tenant, ...owner } = await found(url, "Rina Marlina", "Apotek Sehat Selalu");
	const page = await as("operator");
	await page.goto(`/admin/tenants/${tenant.id}`);
	const dialog = page.getByRole("dialog", { name: `Suspend ${tenant.name}?` });

	const suspend = async () => {
		await page.getByRole("button", { name: `Actions for ${tenant.name}` }).click();
		await page.getByRole("menuitem", { name: "Suspend" }).click();
	};
	await suspend();
	await expect(dialog).toContainText("Its people can still read and pay, but change nothing, from now on.");
	await dialog.getByRole("button", { name: "Cancel" }).click();
	await expect(dialog).toBeHidden();
	await expect(page.getByRole("main")).not.toContainText("Suspended");

	await suspend();
	await dialog.getByLabel("Reason").fill("Unpaid since March");
	await dialog.getByRole("button", { name: "Suspend" }).click();
	await expect(page.getByText("The tenant is suspended.")).toBeVisible();
	await expect(page.getByRole("button", { name: "Lift suspension" })).toBeVisible();

	const owned = await as(owner);
	await owned.goto("/app");
	await expect(owned.getByText("Your organisation is suspended")).toBeVisible();
	await expect(owned.getByText("Reason: Unpaid since March")).toBeVisible();
});

test("a form keeps what was changed until it is saved, and saving is reported", async ({ as, url }) => {
	const owner = await found(url, "Joko Susilo", "Kursus Piano Nada");
	const page = await as(owner);
	await page.goto("/app/settings");
	const name = page.getByLabel("Organisation name");
	await name.fill(`${owner.tenant.name} Baru`);
	await expect(page.getByText("Unsaved changes")).toBeVisible();
	await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Members" }).click();
	const question = page.getByRole("dialog", { name: "Leave without saving?" });
	await question.getByRole("button", { name: "Keep editing" }).click();
	await expect(name).toHaveValue(`${owner.tenant.name} Baru`);
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByText("Settings saved")).toBeVisible();
	await page.reload();
	await expect(name).toHaveValue(`${owner.tenant.name} Baru`);
});

test("Ctrl-K goes anywhere by typing", async ({ as }) => {
	const page = await as("admin");
	await page.goto("/admin");
	await page.getByRole("button", { name: "Go to…" }).waitFor();
	await page.keyboard.press("Control+k");
	await page.getByRole("combobox").fill("ledg");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/admin\/ledger$/);
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledger");
	await expect(page.getByRole("combobox")).toBeHidden();
});

function firstNumber(page: Page): Promise<string> {
	return page.getByRole("row").nth(1).getByRole("link").first().innerText();
}
