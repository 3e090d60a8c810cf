import { randomUUID } from "node:crypto";
import { openApi, post } from "./api.ts";
import { enrolledIn } from "./people.ts";
import { asAdmin } from "./subscribers.ts";
import { expect, test } from "./test.ts";

test("a trial is made longer: by a coupon from its owner, by days from the back office", async ({ as, url }) => {
	const owner = await enrolledIn(url, "Gilang Ramadhan", "Kedai Gilang", { plan: "growth" });
	const code = `SEMINGGU-${randomUUID().slice(0, 6).toUpperCase()}`;
	const coupon = { code, name: "A week more", kind: "trial_extension", value: 7 };
	await asAdmin(url, (api) => post(api, "/admin/coupons", coupon));
	const page = await as(owner);
	const main = page.getByRole("main");

	await test.step("what is no coupon is refused in place, in the reader's language", async () => {
		await page.goto("/app/billing");
		await page.getByRole("link", { name: "Extend trial" }).click();
		await page.getByLabel("Coupon").fill("TIDAK-ADA");
		await page.getByRole("button", { name: "Extend trial" }).click();
		await expect(main.getByText("There is no such coupon.").first()).toBeVisible();
		await expect(page.getByLabel("Coupon")).toHaveAttribute("aria-invalid", "true");
	});

	await test.step("a coupon of a week counts once", async () => {
		await page.getByLabel("Coupon").fill(code.toLowerCase());
		await page.getByRole("button", { name: "Extend trial" }).click();
		await expect(page.getByText("Your trial is longer now")).toBeVisible();
		await page.goto("/app/billing/extend-trial");
		await page.getByLabel("Coupon").fill(code);
		await page.getByRole("button", { name: "Extend trial" }).click();
		await expect(main.getByText("Your organisation has used this coupon already.").first()).toBeVisible();
	});

	await test.step("the back office adds ten days, with a reason", async () => {
		const operator = await as("operator");
		await operator.goto(`/admin/tenants/${owner.tenant.id}`);
		await operator.getByRole("button", { name: "Extend trial" }).click();
		const dialog = operator.getByRole("dialog");
		await dialog.getByLabel("Days").fill("10");
		await dialog.getByLabel("Reason").fill("Their import took a week");
		await dialog.getByRole("button", { name: "Extend trial" }).click();
		await expect(operator.getByText("The trial is longer now.")).toBeVisible();
	});

	const api = await openApi(url, owner.session);
	const subscription = (await (await api.get("/api/v1/subscription")).json()) as { trialEndsAt: string };
	await api.dispose();
	const left = (Date.parse(subscription.trialEndsAt) - Date.parse(owner.subscription.trialEndsAt ?? "")) / 86_400_000;
	expect(left).toBe(17);
});

test("a wallet in dollars and one in rupiah are two, and one turns from one to the other", async ({ as, url }) => {
	const owner = await enrolledIn(url, "Nadia Larasati", "Ekspor Nadia", { plan: "growth", currency: "USD" });
	const adjustment = (amount: number, currency: string) => ({
		...{ direction: "credit", amount: { amount, currency }, reason: "Paid at the counter" },
	});
	await asAdmin(url, async (api) => {
		await post(api, `/admin/wallets/${owner.tenant.id}/adjustments`, adjustment(12_500, "USD"));
		await post(api, `/admin/wallets/${owner.tenant.id}/adjustments`, adjustment(75_000, "IDR"));
	});
	const page = await as(owner);
	const balance = page.getByRole("region", { name: "Balance" });
	await page.goto("/app/wallet");
	await expect(balance).toContainText("AvailableUSD 125.00");
	await expect(page.getByRole("row", { name: "Credited by Sewa" })).toContainText("+USD 125.00");
	await page.getByRole("navigation", { name: "Currency of the wallet" }).getByRole("link", { name: "IDR" }).click();
	await expect(balance).toContainText("AvailableIDR 75,000");
	await expect(page.getByRole("row", { name: "Credited by Sewa" })).toContainText("+IDR 75,000");
	await page.getByRole("main").getByRole("link", { name: "Top up", exact: true }).first().click();
	await expect(page.getByRole("link", { name: "IDR 250,000" })).toBeVisible();
});
