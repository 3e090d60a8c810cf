import { type APIRequestContext, request } from "@playwright/test";
import type { Schema } from "@sewa/sdk";
import { get, openApi } from "./api.ts";
import { found } from "./people.ts";
import { signedIn } from "./sessions.ts";
import { expect, test } from "./test.ts";

/** A program that has nothing but its key. */
function callWith(url: string, key: string): Promise<APIRequestContext> {
	return request.newContext({ baseURL: url, extraHTTPHeaders: { authorization: `Bearer ${key}` } });
}

test("a key is made, copied, used, counted, limited and revoked", async ({ as, url }) => {
	test.setTimeout(150_000);
	const owner = await found(url, "Ratih Kusuma", "Warung Ratih");
	const page = await as(owner, { permissions: ["clipboard-read", "clipboard-write"] });
	const main = page.getByRole("main");

	await test.step("a form that lacks something says so in place", async () => {
		await page.goto("/app/api-keys");
		await expect(main).toContainText("No API keys yet");
		await main.getByRole("link", { name: "Create key" }).first().click();
		await page.getByLabel("Name").fill("Kasir Dago");
		await page.getByRole("button", { name: "Create key" }).click();
		await expect(main.getByText("Tick at least one box.").first()).toBeVisible();
	});

	const key = await test.step("it is shown once, and copied", async () => {
		await page.getByLabel("Read: Invoices").check();
		await page.getByLabel("Read: Limits and features").check();
		await page.getByRole("combobox", { name: "Expires" }).selectOption("90");
		await page.getByRole("button", { name: "Create key" }).click();
		await expect(page.getByRole("heading", { name: "Kasir Dago is ready" })).toBeVisible();
		await page.getByRole("button", { name: "Copy key" }).click();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		expect(copied).toMatch(/^sewa_live_[0-9a-z]{26}\w{38}$/);
		await expect(page.getByLabel("Your key")).toHaveValue(copied);
		await expect(main).toContainText(`curl ${url}/api/v1/entitlements`);
		await page.getByRole("link", { name: "I have saved it" }).click();
		await expect(main).not.toContainText(copied);
		return copied;
	});

	const program = await callWith(url, key);
	await test.step("it may what was ticked, and nothing else", async () => {
		for (let n = 0; n < 3; n++) expect((await program.get("/api/v1/invoices")).status()).toBe(200);
		expect((await program.get("/api/v1/entitlements")).status()).toBe(200);
		expect((await program.get("/api/v1/wallet")).status()).toBe(403);
	});

	await test.step("the page of the key and the page of use show the calls", async () => {
		await expect(async () => {
			await page.reload();
			await expect(main).toContainText("GET /invoices", { timeout: 1_000 });
		}).toPass({ timeout: 30_000 });
		await page.goto("/app/usage?meter=api_calls&range=7d&window=day");
		await expect(page.getByRole("listitem").filter({ hasText: "API calls" }).first()).toContainText("of 1,000");
		await expect(main.getByRole("link", { name: "Kasir Dago" })).toBeVisible();
		await expect(main).toContainText("GET /invoices");
		await page.getByText("Show as table").click();
		await expect(page.getByRole("table", { name: "API calls" })).toBeVisible();
		const csv = await page.request.get((await page.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "");
		expect(await csv.text()).toMatch(/^\W*"?start"?,"?value"?,"?unit"?/);
	});

	await test.step("staff set a limit; at the limit the API says 402, and the page says why", async () => {
		const staff = await openApi(url, await signedIn(url, "admin"));
		const before = await get<Schema<"UsageSummary">>(await openApi(url, owner.session), "/usage/summary");
		const used = before.items.find(({ meter }) => meter === "api_calls")?.used ?? 0;
		const path = `/api/v1/admin/tenants/${owner.tenant.id}/quotas/api_calls`;
		const answer = await staff.put(path, { data: { limit: used + 2, hard: true }, headers: { origin: url } });
		expect(answer.status()).toBe(200);
		await staff.dispose();
		await expect(async () => {
			expect((await program.get("/api/v1/invoices")).status()).toBe(402);
		}).toPass({ timeout: 30_000 });
		await expect(async () => {
			await page.goto("/app/usage");
			await expect(main).toContainText("API calls: the limit is reached", { timeout: 1_000 });
		}).toPass({ timeout: 60_000 });
		await expect(main).toContainText("Calls with live keys are refused with 402.");
		await page.goto("/app");
		await expect(main).toContainText("API calls: the limit is reached");
	});

	await test.step("the alert is put away", async () => {
		await page.goto("/app/usage");
		await page.getByRole("button", { name: "Dismiss: API calls" }).click();
		await expect(page.getByText("Alert dismissed")).toBeVisible();
		await expect(main).not.toContainText("API calls: the limit is reached");
	});

	await test.step("the key is revoked; within five seconds it works nowhere", async () => {
		await page.goto("/app/api-keys");
		await main.getByRole("link", { name: /Kasir Dago/ }).click();
		await main.getByRole("button", { name: "Revoke" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
		await expect(page.getByText("This key was revoked")).toBeVisible();
		await expect(async () => {
			expect((await program.get("/api/v1/entitlements")).status()).toBe(401);
		}).toPass({ timeout: 5_000 });
		await program.dispose();
		await page.goto("/app/api-keys?state=active");
		await expect(main).toContainText("No key matches these filters");
	});
});

test("a key is changed, and replaced while the old one goes on; also without JavaScript", async ({ as, url }) => {
	const owner = await found(url, "Bagus Santoso", "Toko Bagus");
	const page = await as(owner, { javaScriptEnabled: false });
	const main = page.getByRole("main");
	await page.goto("/app/api-keys/new");
	await page.getByLabel("Name").fill("Gudang");
	await page.getByRole("radio", { name: "Read everything" }).check();
	await page.getByLabel("Allowed addresses").fill("127.0.0.1\nnot an address");
	await page.getByRole("button", { name: "Create key" }).click();
	await expect(main).toContainText("“not an address” is not an address or a range");
	await page.getByLabel("Allowed addresses").fill("127.0.0.1\n::1");
	await page.getByRole("button", { name: "Create key" }).click();
	const first = await page.getByLabel("Your key").inputValue();
	await page.getByRole("link", { name: "I have saved it" }).click();
	await expect(main).toContainText("127.0.0.1");

	await page.getByRole("link", { name: "Edit" }).click();
	await page.getByLabel("Allowed addresses").fill("");
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(main).toContainText("From anywhere");

	await page.getByRole("link", { name: "Replace key" }).click();
	await page.getByRole("radio", { name: "One hour" }).check();
	await page.getByRole("button", { name: "Replace key" }).click();
	const second = await page.getByLabel("Your key").inputValue();
	expect(second).not.toBe(first);
	for (const key of [first, second]) {
		const program = await callWith(url, key);
		expect((await program.get("/api/v1/tenant")).status()).toBe(200);
		await program.dispose();
	}
	await page.goto("/app/api-keys");
	await expect(main.getByRole("row", { name: /Gudang.*Being replaced/ })).toBeVisible();
});

test("a member sees use, and why keys are not theirs to see", async ({ as }) => {
	const page = await as("member");
	await page.goto("/app/usage");
	await expect(page.getByRole("heading", { name: "Usage", level: 1 })).toBeVisible();
	await expect(page.getByRole("navigation", { name: "Main navigation" })).not.toContainText("API keys");
	await page.goto("/app/api-keys");
	await expect(page.getByRole("alert")).toContainText("api_key.read");
	await page.goto("/app/api-keys/new");
	await expect(page.getByRole("alert")).toContainText("api_key.create");
});
