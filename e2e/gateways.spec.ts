import type { Schema } from "@sewa/sdk";
import { get, openApi, post } from "./api.ts";
import { atPeer, checkout, expectStatus, leaveFor } from "./gateways.ts";
import { mailTo } from "./mails.ts";
import { order } from "./people.ts";
import { expect, test } from "./test.ts";

test("QRIS at Midtrans: chosen, paid, and the plan is served without anybody's review", async ({ as, url }) => {
	const owner = await order(url, "Laras Wulandari", "Kopi Kenanga");
	const page = await as(owner);
	const main = page.getByRole("main");
	const { paymentId } = await checkout(page, owner, "Midtrans");

	await test.step("Midtrans shows the amount and a code, which is paid", async () => {
		await expect(page.locator("body")).toContainText("165.390");
		await page.getByRole("button", { name: "QRIS" }).click();
		await expect(page.getByRole("img", { name: /QRIS/ })).toBeVisible();
		await page.getByRole("button", { name: /^Bayar · Pay$/ }).click();
	});

	await test.step("back on our page it turns by itself, and says what is active", async () => {
		await expect(page).toHaveURL(new RegExp(`/app/payments/${paymentId}`));
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
		await expectStatus(page, "Succeeded");
		await expect(main).toContainText("Now active");
		await expect(main).toContainText("PickedQRIS");
		await expect(main).toContainText("Payment received");
		await expect(page.getByText(/not active yet/)).toBeHidden();
	});

	await test.step("the invoice is paid, the receipt arrives, the list says through whom", async () => {
		await page.getByRole("link", { name: "See invoice" }).click();
		await expect(main).toContainText("Midtrans · QRIS");
		await page.goto("/app/payments");
		await expect(page.getByRole("row", { name: owner.invoice.number })).toContainText("Midtrans · QRIS");
		const api = await openApi(url, owner.session);
		const subscription = await get<Schema<"SubscriptionDetail">>(api, "/subscription");
		expect(subscription).toMatchObject({ plan: "starter", status: "active", openInvoiceId: null });
		await mailTo(api, owner.email, new RegExp(owner.invoice.number));
		await api.dispose();
	});
});

test("a virtual account is picked now and paid later: the open page turns by itself", async ({ as, url }) => {
	const owner = await order(url, "Hendra Gunawan", "Bengkel Maju");
	const page = await as(owner);
	const main = page.getByRole("main");
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Midtrans");
	await page.getByRole("button", { name: "BCA", exact: false }).first().click();
	await page.getByRole("link", { name: /Bayar nanti/ }).click();

	await test.step("it waits: what was picked, the time left, and the way back to the number", async () => {
		await expect(page.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
		await expect(main).toContainText("You picked BCA Virtual Account.", { timeout: 30_000 });
		await expect(page.getByRole("timer")).toHaveText(/^23:5\d:\d\d$/);
		await expect(page.getByRole("link", { name: "Continue to Midtrans" })).toHaveAttribute("href", checkoutUrl);
	});

	await test.step("coming back does not forward again; the invoice says that a payment is open", async () => {
		await page.reload();
		await expect(page.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
		const other = await page.context().newPage();
		await other.goto(`/app/invoices/${owner.invoice.id}/pay`);
		await expect(other.getByText("You have started to pay this already")).toBeVisible();
		await other.close();
	});

	await test.step("the transfer is made at the bank, and nobody touches the page", async () => {
		await atPeer(checkoutUrl, "pay", { order_id: paymentId });
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
		await expectStatus(page, "Succeeded");
	});
});

test("a card is denied, and another one pays on the same checkout", async ({ as, url }) => {
	const owner = await order(url, "Maya Anggraini", "Salon Ayu");
	const page = await as(owner);
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Midtrans");
	const payWith = async (number: string) => {
		await page.getByRole("button", { name: /Kartu kredit/ }).click();
		await page.getByLabel(/Nomor kartu/).fill(number);
		await page.getByRole("button", { name: /^Bayar/ }).click();
	};

	await test.step("the bank denies: our page says so and offers another attempt", async () => {
		await payWith("4911111111111113");
		await expect(page.getByText(/try again/)).toBeVisible();
		const other = await page.context().newPage();
		await other.goto(`/app/payments/${paymentId}`);
		await expect(other.getByRole("heading", { name: "The payment was denied" })).toBeVisible({ timeout: 30_000 });
		await expect(other.getByRole("button", { name: "Try again" })).toBeVisible();
		await other.close();
	});

	await test.step("another card on the page that is still open pays, and is believed", async () => {
		await page.goto(checkoutUrl);
		await payWith("4811111111111114");
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
		await expectStatus(page, "Succeeded");
	});
});

test("a denied payment is tried again by a new checkout", async ({ as, url }) => {
	const owner = await order(url, "Rina Marlina", "Butik Rina");
	const page = await as(owner);
	const first = await checkout(page, owner, "Midtrans");
	await page.getByRole("button", { name: "QRIS" }).click();
	await page.getByRole("button", { name: /Gagalkan/ }).click();
	await expect(page.getByRole("heading", { name: "The payment was denied" })).toBeVisible({ timeout: 30_000 });
	const second = await leaveFor(page, page.getByRole("button", { name: "Try again" }));
	expect(second.paymentId).not.toBe(first.paymentId);
	await page.getByRole("button", { name: "GoPay" }).click();
	await page.getByRole("button", { name: /^Bayar/ }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
	await page.goto("/app/payments");
	await expect(page.getByRole("row", { name: owner.invoice.number })).toHaveCount(2);
});

test("a payment is given up, and one that ran out says so; both lead to another way", async ({ as, url }) => {
	const owner = await order(url, "Tono Sudrajat", "Toko Tani");
	const page = await as(owner);
	const main = page.getByRole("main");

	await test.step("given up: the gateway's page cannot be paid any more", async () => {
		const { url: checkoutUrl } = await checkout(page, owner, "Midtrans");
		await page.getByRole("button", { name: "QRIS" }).click();
		await page.getByRole("link", { name: /Bayar nanti/ }).click();
		await page.getByRole("button", { name: "Give up" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Give up" }).click();
		await expect(page.getByRole("heading", { name: "This payment was given up" })).toBeVisible({ timeout: 30_000 });
		const gateway = await page.context().newPage();
		await gateway.goto(checkoutUrl);
		await expect(gateway.getByText(/Expired|no longer/).first()).toBeVisible();
		await gateway.close();
	});

	await test.step("expired at the gateway: our page turns by itself", async () => {
		await page.getByRole("link", { name: "Pay another way" }).click();
		await page.getByRole("radio", { name: "Midtrans" }).check();
		await leaveFor(page, page.getByRole("button", { name: "Continue to Midtrans" }));
		await page.getByRole("button", { name: "QRIS" }).click();
		await page.getByRole("button", { name: /Biarkan kedaluwarsa/ }).click();
		await expect(page.getByRole("heading", { name: "Time ran out" })).toBeVisible({ timeout: 30_000 });
		await expectStatus(page, "Expired");
		await expect(main).toContainText("Nothing was charged.");
		await expect(page.getByRole("link", { name: "Pay another way" })).toBeVisible();
	});
});

test("a storm of the same notification pays once, and the inbox shows what became of it", async ({ as, url }) => {
	const owner = await order(url, "Yusuf Hidayat", "Kedai Badai");
	const page = await as(owner);
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Midtrans");
	await page.getByRole("button", { name: "QRIS" }).click();
	const storm = Array.from({ length: 6 }, () => ({ kind: "duplicate_notification" }));
	await atPeer(checkoutUrl, "misbehave", storm);
	await page.getByRole("button", { name: /^Bayar · Pay$/ }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });

	const admin = await as("admin");
	const api = await openApi(url, await admin.context().storageState());
	const events = () => get<{ items: Schema<"InboxEvent">[] }>(api, `/admin/inbox?search=${paymentId}`);
	await expect.poll(async () => (await events()).items.some(({ deliveries }) => deliveries > 1)).toBe(true);
	expect((await events()).items.filter(({ status }) => status === "parked" || status === "failed")).toEqual([]);
	await api.dispose();

	await test.step("one payment, received once, in the gateway's own words", async () => {
		await page.goto("/app/payments");
		await expect(page.getByRole("row", { name: owner.invoice.number })).toHaveCount(1);
		await admin.goto(`/admin/payments/${paymentId}`);
		await expect(admin.getByText("Paid through Midtrans")).toBeVisible();
		await expect(admin.getByRole("main")).toContainText("settlement");
		await expect(admin.getByText("Payment received", { exact: true })).toHaveCount(1);
	});

	await test.step("handling an event again changes nothing", async () => {
		await admin
			.getByRole("link", { name: /settlement/ })
			.first()
			.click();
		await expect(admin.getByText("As it came")).toBeVisible();
		await expect(admin.locator("pre")).toContainText(`"order_id": "${paymentId}"`);
		await admin.getByRole("button", { name: "Handle again" }).click();
		await admin.getByRole("dialog").getByRole("button", { name: "Handle again" }).click();
		await expect(admin.getByText("Handled again")).toBeVisible();
		await page.reload();
		await expect(page.getByRole("row", { name: owner.invoice.number })).toHaveCount(1);
	});
});

test("Stripe: a card pays, is kept for renewals, and is forgotten again", async ({ as, url }) => {
	const owner = await order(url, "Clara Wijaya", "Studio Clara");
	const page = await as(owner);
	const main = page.getByRole("main");
	await page.goto(`/app/invoices/${owner.invoice.id}/pay`);
	await page.getByRole("radio", { name: "Stripe" }).check();
	await page.getByLabel("Save this card for renewals").check();
	await leaveFor(page, page.getByRole("button", { name: "Continue to Stripe" }));

	await test.step("a card that is declined stays on Stripe's page; one that pays comes back", async () => {
		await expect(page.getByText(/Your card is kept/)).toBeVisible();
		await page.getByLabel("Card number").fill("4000 0000 0000 0002");
		await page.getByRole("button", { name: /^Pay/ }).click();
		await expect(page.getByRole("alert")).toContainText("declined");
		await page.getByLabel("Card number").fill("4242 4242 4242 4242");
		await page.getByRole("button", { name: /^Pay/ }).click();
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
		await expectStatus(page, "Succeeded");
	});

	await test.step("the card is listed, has a page at Stripe, and can be forgotten", async () => {
		await page.goto("/app/payments");
		await page.getByRole("link", { name: "Saved cards" }).click();
		await expect(main).toContainText("4242");
		await page.getByRole("button", { name: "Manage at Stripe" }).click();
		await expect(page).toHaveURL(/\/p\/session\//);
		await page.goto("/app/payments/cards");
		await page.getByRole("button", { name: "Forget" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Forget" }).click();
		await expect(page.getByText("No card is saved")).toBeVisible();
	});
});

test("the connection to both gateways is tested in the settings; a wrong key is refused in place", async ({ as }) => {
	const admin = await as("admin");
	await admin.goto("/admin/payment-providers");
	for (const [index, name] of ["Midtrans", "Stripe"].entries()) {
		await admin.getByRole("button", { name: "Test connection" }).nth(index).click();
		await expect(admin.getByText(`${name} answers: the keys work.`)).toBeVisible();
	}
	await admin.getByRole("link", { name: "Change settings" }).first().click();
	await admin.getByLabel("Mode").selectOption("live");
	await admin.getByLabel("Server key").fill("SB-Mid-server-wrong-mode");
	await admin.getByRole("button", { name: "Save settings" }).click();
	await expect(admin.getByRole("alert")).toContainText("Server key");
	await expect(admin.getByLabel("Server key")).toHaveAttribute("aria-invalid", "true");
});

test("without JavaScript one goes on by a link, and comes back to a page that refreshes itself", async ({
	as,
	url,
}) => {
	const owner = await order(url, "Wawan Kurniawan", "Warung Wawan");
	const page = await as(owner, { javaScriptEnabled: false });
	await page.goto(`/app/invoices/${owner.invoice.id}/pay`);
	await page.getByRole("radio", { name: "Midtrans" }).check();
	await page.getByRole("button", { name: "Continue to Midtrans" }).click();
	await expect(page.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
	await page.getByRole("link", { name: "Continue to Midtrans" }).click();
	await page.getByRole("button", { name: "QRIS" }).click();
	await page.getByRole("button", { name: /^Bayar · Pay$/ }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
});

test("a wallet that is too empty says what is missing; filled up, it pays at once", async ({ as, url }) => {
	const owner = await order(url, "Fitri Handayani", "Dapur Fitri");
	const page = await as(owner);
	const main = page.getByRole("main");
	const payPage = `/app/invoices/${owner.invoice.id}/pay`;
	await page.goto(payPage);
	await page.getByRole("radio", { name: /^Wallet/ }).check();
	await expect(main).toContainText("IDR 165,390 is missing.");
	await expect(page.getByRole("link", { name: "Top up wallet" })).toBeVisible();

	const api = await openApi(url, owner.session);
	const amount = { amount: 200_000, currency: "IDR" };
	const topUp = await post<Schema<"Payment">>(api, "/wallet/top-ups", { amount, provider: "midtrans" });
	await atPeer(topUp.checkoutUrl ?? "", "pay", { order_id: topUp.id, channel: "qris" });
	await page.goto(`/app/payments/${topUp.id}`);
	await expect(page.getByRole("heading", { name: "Your wallet is topped up" })).toBeVisible({ timeout: 30_000 });

	await page.goto(payPage);
	await expect(page.getByRole("radio", { name: /^Wallet/ })).toBeChecked();
	await expect(main).toContainText("IDR 34,610 stays in it.");
	await page.getByRole("button", { name: "Pay IDR 165,390 now" }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible();
	await page.goto("/app/payments");
	await expect(page.getByRole("row", { name: "Wallet top-up" })).toContainText("Midtrans · QRIS");
	await api.dispose();
});

test("money that is taken back within minutes reopens the invoice, and the page says so", async ({ as, url }) => {
	const owner = await order(url, "Agus Salim", "Toko Agus");
	const page = await as(owner);
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Midtrans");
	await page.getByRole("button", { name: "QRIS" }).click();
	await page.getByRole("button", { name: /^Bayar · Pay$/ }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
	await atPeer(checkoutUrl, "reverse", { order_id: paymentId });
	const taken = page.getByRole("heading", { name: "The payment was taken back" });
	await expect(async () => {
		await page.reload();
		await expect(taken).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 30_000 });
	await expect(page.getByRole("main")).toContainText(`${owner.invoice.number} is open again`);
	await page.getByRole("link", { name: "Pay another way" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Pay ${owner.invoice.number}`);
});
