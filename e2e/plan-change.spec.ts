import { makeCoupon, subscribed } from "./subscribers.ts";
import { expect, test } from "./test.ts";

test("an upgrade with a coupon: the quote follows the choice, and the wallet pays the difference", async ({
	as,
	url,
}) => {
	const [owner, code] = await Promise.all([
		subscribed(url, "Tuti Handayani", "Warung Tuti", { plan: "starter", left: 2_000_000 }),
		makeCoupon(url, 10),
	]);
	const page = await as(owner);
	const main = page.getByRole("main");
	const cost = page.getByLabel("What it costs").filter({ visible: true });

	await test.step("the present plan is marked and not for sale; a change shows what is unused of it", async () => {
		await page.goto("/app/billing");
		await main.getByRole("link", { name: "Change plan" }).click();
		await expect(page.getByRole("region", { name: "Starter" })).toContainText("Your plan");
		await expect(page.getByRole("link", { name: "Choose: Starter" })).toBeHidden();
		await page.getByRole("link", { name: "Choose: Growth" }).click();
		await expect(main).toContainText("Growth begins as soon as it is paid.");
		await expect(cost).toContainText("Unused: Starter plan");
	});

	await test.step("a coupon that is none is explained; a good one counts, goes and comes back", async () => {
		await cost.getByLabel("Coupon").fill("TIDAK-ADA");
		await cost.getByRole("button", { name: "Apply" }).click();
		await expect(cost).toContainText("There is no such coupon.");
		await cost.getByLabel("Coupon").fill(code.toLowerCase());
		await cost.getByRole("button", { name: "Apply" }).click();
		await expect(cost).toContainText(`Coupon ${code}`);
		await cost.getByRole("link", { name: `Remove coupon ${code}` }).click();
		await expect(cost.getByText(`Coupon ${code}`)).toBeHidden();
		await cost.getByLabel("Coupon").fill(code);
		await cost.getByRole("button", { name: "Apply" }).click();
		await expect(cost).toContainText(`Coupon ${code}`);
	});

	await test.step("paid from the wallet, the larger plan is served at once", async () => {
		await page.getByRole("button", { name: /^Pay IDR [\d,]+ from wallet$/ }).click();
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible();
		await page.goto("/app/billing");
		await expect(page.getByRole("heading", { name: "Growth" })).toContainText("Active");
	});
});

test("a downgrade waits for the end of the period and is taken back", async ({ as, url }) => {
	const owner = await subscribed(url, "Yanto Prasetyo", "Bakso Yanto", { plan: "growth", left: 0 });
	const page = await as(owner);
	const main = page.getByRole("main");

	await page.goto("/app/billing/plans");
	await page.getByRole("link", { name: "Choose: Starter" }).click();
	await expect(main).toContainText(/You keep Growth until \d+ \w+ \d{4}\. Nothing is to be paid now\./);
	await page.getByRole("button", { name: /^Change on \d+ \w+ \d{4}$/ }).click();
	await expect(page.getByText("The change to Starter is noted")).toBeVisible();
	await expect(main).toContainText(/Starter begins on \d+ \w+ \d{4}/);

	await page.goto("/app/billing/plans");
	await expect(page.getByRole("heading", { level: 1 })).toContainText("Starter begins on");
	await page.goto("/app/billing");
	await main.getByRole("button", { name: "Keep Growth" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Keep Growth" }).click();
	await expect(page.getByText("Your plan stays as it is")).toBeVisible();
	await expect(main.getByText(/Starter begins on/)).toBeHidden();
});

test("a subscription is cancelled with its period and taken back, without JavaScript", async ({ as, url }) => {
	const owner = await subscribed(url, "Lina Marlina", "Laundry Lina", { plan: "starter", left: 0 });
	const page = await as(owner, { javaScriptEnabled: false });
	const main = page.getByRole("main");

	await page.goto("/app/billing");
	await main.getByRole("link", { name: "Cancel subscription" }).click();
	await expect(main).toContainText("What becomes less");
	await expect(page.getByRole("radio", { name: /When it ends/ })).toBeChecked();
	await page.getByLabel("Why are you leaving?").fill("The season is over.");
	await page.getByRole("button", { name: "Cancel subscription" }).click();
	await expect(main).toContainText(/Starter ends on \d+ \w+ \d{4}/);

	await page.goto("/app/billing/plans");
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your subscription is about to end");
	await page.getByRole("button", { name: "Do not cancel" }).click();
	await expect(page).toHaveURL(/\/app\/billing\?/);
	await expect(main.getByText(/Starter ends on/)).toBeHidden();
	await expect(main.getByRole("link", { name: "Change plan" })).toBeVisible();
});

test("a subscription is paused until a day, goes on, and ends now when asked to", async ({ as, url }) => {
	const owner = await subscribed(url, "Eko Wahyudi", "Toko Eko", { plan: "starter", left: 0 });
	const page = await as(owner);
	const main = page.getByRole("main");

	await page.goto("/app/billing");
	await main.getByRole("link", { name: "Pause" }).click();
	await page.getByLabel("Until").fill("2020-01-01");
	await page.getByRole("button", { name: "Pause", exact: true }).click();
	await expect(page.getByLabel("Until")).toHaveAttribute("aria-invalid", "true");
	await page.getByLabel("Until").fill("");
	await page.getByRole("button", { name: "Pause", exact: true }).click();
	await expect(main).toContainText(/Paused since \d+ \w+ \d{4}/);
	await main.getByRole("button", { name: "Resume now" }).click();
	await expect(page.getByText("The subscription goes on")).toBeVisible();

	await main.getByRole("link", { name: "Cancel subscription" }).click();
	await page.getByRole("radio", { name: "Now", exact: false }).last().check();
	await page.getByRole("button", { name: "Cancel subscription" }).click();
	await expect(page.getByText("Subscription canceled")).toBeVisible();
	await expect(page.getByRole("heading", { name: "Free" })).toContainText("Active");
});
