import { randomUUID } from "node:crypto";
import { type APIRequestContext, type Page, request, expect as soon } from "@playwright/test";
import { openApi, post } from "./api.ts";
import { type Founder, found } from "./people.ts";
import { expect, test } from "./test.ts";

/** A program of the tenant's that may read everything, and send events. */
async function programOf(url: string, { session }: Founder): Promise<APIRequestContext> {
	const api = await openApi(url, session);
	const { key } = await post<{ key: string }>(api, "/api-keys", { name: "Kasir", scopes: ["*:read", "usage:write"] });
	await api.dispose();
	return request.newContext({ baseURL: url, extraHTTPHeaders: { authorization: `Bearer ${key}` } });
}

/** What was changed holds everywhere within seconds. */
const answers = (program: APIRequestContext, status: number) =>
	soon(async () => expect((await program.get("/api/v1/invoices")).status()).toBe(status)).toPass({ timeout: 30_000 });

async function actOn(page: Page, row: string, action: string): Promise<void> {
	await page.getByRole("button", { name: `Actions for ${row}` }).click();
	await page.getByRole("menuitem", { name: action }).click();
}

/** Queues hand over within seconds. */
const shows = (page: Page, text: string | RegExp) =>
	soon(async () => {
		await page.reload();
		await expect(page.getByRole("main")).toContainText(text, { timeout: 1_500 });
	}).toPass({ timeout: 45_000 });

test("a quota is set and lifted; who calls too fast is listed and let in again; the log has every call", async ({
	as,
	url,
}) => {
	test.setTimeout(180_000);
	const owner = await found(url, "Tuti Handayani", "Toko Tuti");
	const program = await programOf(url, owner);
	await answers(program, 200);
	const admin = await as("admin");
	const main = admin.getByRole("main");
	const dialog = admin.getByRole("dialog");
	const quota = main.getByRole("row", { name: /^API calls/ });

	await test.step("staff sets the limit of calls to nothing, and sees what that changes", async () => {
		await admin.goto(`/admin/tenants/${owner.tenant.id}`);
		await main.getByRole("link", { name: "See usage" }).click();
		await expect(admin.getByRole("heading", { level: 1 })).toHaveText(`Usage of ${owner.tenant.name}`);
		await expect(quota).toContainText("1,000");
		await actOn(admin, "API calls", "Set limit");
		await dialog.getByLabel("Limit", { exact: true }).fill("0");
		await expect(dialog).toContainText("1,000, refused beyond");
		await expect(dialog).toContainText("0, refused beyond");
		await dialog.getByRole("button", { name: "Set limit" }).click();
		await expect(admin.getByText("The limit is set.")).toBeVisible();
		await expect(quota).toContainText("For this tenant");
		await answers(program, 402);
	});

	await test.step("the plan's limit holds again, and calls go on", async () => {
		await actOn(admin, "API calls", "Back to the plan");
		await dialog.getByRole("button", { name: "Back to the plan" }).click();
		await expect(quota).not.toContainText("For this tenant");
		await answers(program, 200);
	});

	await test.step("it is counted from zero, with a reason", async () => {
		await admin.reload();
		await actOn(admin, "API calls", "Count from zero");
		await dialog.getByLabel("Reason").fill("Their import ran twice.");
		await dialog.getByRole("button", { name: "Count from zero" }).click();
		await expect(admin.getByText("It is counted from zero again.")).toBeVisible();
	});

	await test.step("three calls in a minute are let in, a fourth is turned away", async () => {
		await main.getByRole("button", { name: "Set rate" }).click();
		await dialog.getByLabel("Requests").fill("3");
		await dialog.getByLabel("Window in seconds").fill("600");
		await expect(dialog).toContainText("3 requests in 600 s");
		await dialog.getByRole("button", { name: "Set rate" }).click();
		await expect(admin.getByText("The rate limit is set.")).toBeVisible();
		await answers(program, 429);
	});

	await test.step("its keys are listed as blocked, and let in again", async () => {
		const name = `${owner.tenant.name}: its keys`;
		await admin.goto("/admin/blocked-callers");
		await shows(admin, name);
		await actOn(admin, name, "Let in again");
		await dialog.getByRole("button", { name: "Let in again" }).click();
		await expect(admin.getByText("The caller is let in again.")).toBeVisible();
		await expect(main).not.toContainText(name);
		await answers(program, 200);
		await main.getByRole("link", { name: "Let in again" }).click();
		await expect(main.getByRole("row", { name })).toContainText("Ratna Wijaya");
	});

	await test.step("the API log has what went well and what was refused, for staff and for the tenant", async () => {
		await admin.goto(`/admin/api-logs?tenantId=${owner.tenant.id}&status=4xx`);
		await shows(admin, "429");
		await expect(main).toContainText("402");
		await expect(main.getByRole("link", { name: "Kasir" }).first()).toBeVisible();
		await main.getByRole("link", { name: "Sort by Duration" }).click();
		await expect(admin).toHaveURL(/sort=duration/);
		await admin.goto(`/admin/tenants/${owner.tenant.id}/usage`);
		await main.getByRole("button", { name: "Back to the plan" }).click();
		await dialog.getByRole("button", { name: "Back to the plan" }).click();
		await expect(main).toContainText("200 requests in 10 s");
		const page = await as(owner);
		await page.goto("/app/api-logs?method=GET");
		await shows(page, "/invoices");
		const csv = await page.request.get("/app/api-logs.csv?method=GET");
		expect(await csv.text()).toContain("/invoices");
	});
	await program.dispose();
});

test("a meter is made, counts what is sent, is drawn, and is retired", async ({ as, url }) => {
	const owner = await found(url, "Agus Salim", "Toko Agus");
	const program = await programOf(url, owner);
	const admin = await as("admin");
	const main = admin.getByRole("main");
	const mark = randomUUID().slice(0, 8);
	const [name, code, type] = [`Parcels ${mark}`, `parcels_${mark}`, `parcel.sent.${mark}`];

	await test.step("the form says what is missing, then makes it", async () => {
		await admin.goto("/admin/meters");
		await main.getByRole("link", { name: "New meter" }).click();
		await admin.getByLabel("Name in English").fill(name);
		await admin.getByLabel("Name in Bahasa Indonesia").fill(`Paket ${mark}`);
		await admin.getByLabel("Unit").fill("parcel");
		await admin.getByLabel("Code").fill(code);
		await admin.getByLabel("Event type").fill(type);
		await admin.getByLabel("Counts").selectOption({ label: "The greatest value" });
		await admin.getByRole("button", { name: "Create meter" }).click();
		await expect(admin.getByLabel("Value in the event’s data")).toHaveAttribute("aria-invalid", "true");
		await admin.getByLabel("Counts").selectOption({ label: "The sum" });
		await admin.getByLabel("Value in the event’s data").fill("weight");
		await admin.getByLabel("Split by").fill("city");
		await expect(main).toContainText(`"type": "${type}"`);
		await admin.getByRole("button", { name: "Create meter" }).click();
		await expect(admin.getByText(`${name} counts from now on.`)).toBeVisible();
	});

	await test.step("events are sent, and the charts have them", async () => {
		const event = (id: string, weight: number, city: string) => {
			return { specversion: "1.0", id, source: "/kasir", type, data: { weight, city } };
		};
		const events = [event("1", 12, "Bandung"), event("2", 30, "Medan"), event("2", 30, "Medan")];
		expect(await post(program, "/usage/events", events)).toMatchObject({ accepted: 2, duplicates: 1, rejected: [] });
		await admin.goto(`/admin/usage?meter=${code}`);
		await expect(main).toContainText("42 in this range");
		await admin.getByText("Show as table").click();
		await expect(admin.getByRole("region", { name }).getByRole("row").last()).toContainText("42");
		await main.getByRole("link", { name: owner.tenant.name }).click();
		await expect(main).toContainText("42 in this range");
		const csv = await admin.request.get(`/admin/usage/tenants.csv?meter=${code}`);
		expect(await csv.text()).toContain(`${owner.tenant.name},42`);
	});

	await test.step("it is retired", async () => {
		await admin.goto(`/admin/meters/${code}`);
		await main.getByRole("button", { name: "Retire" }).click();
		await admin.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
		await expect(admin.getByText("The meter is retired.")).toBeVisible();
		await expect(main).toContainText("Retired");
	});
	await program.dispose();
});

test("a shard is weighed, and a tenant moved to the other one", async ({ as, url }) => {
	test.setTimeout(120_000);
	const owner = await found(url, "Nining Wulandari", "Toko Nining");
	const admin = await as("admin");
	const main = admin.getByRole("main");
	const dialog = admin.getByRole("dialog");

	await test.step("the dialog says which share of new tenants that is", async () => {
		await admin.goto("/admin/shards");
		await actOn(admin, "Shard 01", "Set weight");
		await dialog.getByLabel("Weight").fill("1");
		await expect(dialog).toContainText("of new tenants");
		await dialog.getByRole("button", { name: "Set weight" }).click();
		await expect(admin.getByText("The weight is set.")).toBeVisible();
	});

	await test.step("the page follows the move until it is over", async () => {
		await admin.goto(`/admin/tenants/${owner.tenant.id}/usage`);
		await main.getByRole("button", { name: "Move to another shard" }).click();
		await dialog.getByRole("button", { name: "Move to another shard" }).click();
		await expect(admin.getByText("The move has begun.")).toBeVisible();
		// What is left behind is tidied up minutes later, when nobody reads it any more.
		await expect(main.getByText(/^(Being tidied up|Moved)$/)).toBeVisible({ timeout: 60_000 });
	});
});

test("a plan says how fast its tenants may call, and what use beyond its limits costs", async ({ as }) => {
	const admin = await as("admin");
	const main = admin.getByRole("main");
	const code = `metered-${randomUUID().slice(0, 8)}`;
	await admin.goto("/admin/plans/new");
	await admin.getByLabel("Name", { exact: true }).fill(code);
	await admin.getByLabel("Code").fill(code);
	await admin.getByLabel("Description (English)").fill("Metered.");
	await admin.getByLabel("Description (Bahasa Indonesia)").fill("Terukur.");
	await admin.getByLabel("Per month in IDR").fill("99000");
	await admin.getByRole("button", { name: "Add rate limit" }).click();
	await admin.getByLabel("Policy").fill("burst");
	await admin.getByLabel("Requests").fill("50");
	await admin.getByLabel("Seconds").fill("10");
	await admin.getByRole("button", { name: "Add price" }).click();
	await admin.getByLabel("Meter").selectOption("api_calls");
	await admin.getByLabel("How it is priced").selectOption("graduated");
	await admin.getByLabel("Up to").fill("100000");
	await admin.getByLabel("Price", { exact: true }).fill("500");
	await admin.getByRole("button", { name: "Save draft" }).click();
	await expect(main).toContainText("Each tier ends above the one before");
	await admin.getByRole("button", { name: "Add tier" }).click();
	await admin.getByLabel("Price", { exact: true }).last().fill("300");
	await admin.getByRole("button", { name: "Save draft" }).click();
	await expect(main).toContainText("Give this meter a limit above");
	await admin.getByLabel("API calls").fill("10000");
	await admin.getByRole("button", { name: "Save draft" }).click();
	await expect(admin).toHaveURL(/\/admin\/plans(\?|$)/);
	await main.getByRole("link", { name: code }).click();
	await expect(admin.getByLabel("Requests")).toHaveValue("50");
	await expect(admin.getByLabel("How it is priced")).toHaveValue("graduated");
	await expect(admin.getByLabel("Price", { exact: true }).last()).toHaveValue("300");
});
