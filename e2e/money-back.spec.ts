import type { Schema } from "@sewa/sdk";
import { get, openApi, post } from "./api.ts";
import { atPeer, checkout, expectStatus } from "./gateways.ts";
import { mailTo } from "./mails.ts";
import { type Billed, order } from "./people.ts";
import { asAdmin, credit } from "./subscribers.ts";
import { expect, test } from "./test.ts";

// Each walks through three browsers and waits for a gateway more than once.
test.describe.configure({ timeout: 120_000 });

/** Somebody with a one-off invoice of the back office, over that many rupiah before tax. */
async function billed(url: string, name: string, shop: string, amount: number): Promise<Billed> {
	const owner = await order(url, name, shop);
	const description = { en: "Migration of three hundred branches", id: "Migrasi tiga ratus cabang" };
	const lines = [{ description, quantity: 1, unitPrice: { amount, currency: "IDR" } }];
	const invoice = await asAdmin(url, async (api) => {
		const draft = await post<Schema<"Invoice">>(api, "/admin/invoices", { tenantId: owner.tenant.id, lines });
		return post<Schema<"Invoice">>(api, `/admin/invoices/${draft.id}/open`, {});
	});
	return { ...owner, invoice };
}

test("a card's owner disputes a payment, and the dispute is won: the money is back, and everybody sees it", async ({
	as,
	url,
}) => {
	const owner = await order(url, "Citra Maharani", "Galeri Citra");
	const page = await as(owner);
	const main = page.getByRole("main");
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Stripe");
	await page.getByLabel("Card number").fill("4242 4242 4242 4242");
	await page.getByRole("button", { name: /^Pay/ }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
	const admin = await as("admin");
	const office = admin.getByRole("main");
	const staff = await openApi(url, await admin.context().storageState());
	const payment = () => get<Schema<"SystemPayment">>(staff, `/admin/payments/${paymentId}`);
	const paymentIntent = (await payment()).providerTransactionId ?? "";

	await test.step("the bank takes the money back: it is held, and the plan goes on", async () => {
		await atPeer(checkoutUrl, "dispute", { paymentIntent });
		await expect.poll(async () => (await payment()).status, { timeout: 20_000 }).toBe("disputed");
		await page.reload();
		await expect(page.getByRole("heading", { name: "Your bank disputes this payment" })).toBeVisible();
		await expectStatus(page, "Disputed");
		const seller = await get<{ email: string }>(staff, "/admin/seller");
		await mailTo(staff, seller.email, new RegExp(`A payment of ${owner.tenant.name} is disputed`));
		await page.goto("/app/billing");
		await expect(page.getByRole("heading", { name: "Starter" })).toContainText("Active");
		await admin.goto("/admin/payments?view=all&status=disputed");
		await admin.getByRole("link", { name: owner.invoice.number }).click();
		await expect(office).toContainText("The bank has taken the money back; it is disputed at Stripe");
		await expect(admin.getByRole("button", { name: "Give money back" })).toHaveCount(0);
	});

	await test.step("the bank decides for us: the payment counts again, for the tenant and for the office", async () => {
		await atPeer(checkoutUrl, "close-dispute", { paymentIntent, won: true });
		await expect.poll(async () => (await payment()).status, { timeout: 20_000 }).toBe("succeeded");
		await page.goto(`/app/payments/${paymentId}`);
		await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible();
		await expectStatus(page, "Succeeded");
		await expect(main).toContainText("Dispute won");
		await admin.reload();
		await expect(admin.getByText("Paid through Stripe")).toBeVisible();
		await expect(office).toContainText("Dispute won");
		await expect(admin.getByRole("button", { name: "Give money back" })).toBeVisible();
	});

	await test.step("the ledger took it out of the account for disputes again", async () => {
		const { items } = await get<{ items: Schema<"Transfer">[] }>(
			staff,
			`/admin/ledger/transfers?tenantId=${owner.tenant.id}`,
		);
		const inDispute = items
			.filter(({ referenceId }) => referenceId === paymentId)
			.flatMap(({ entries }) => entries.filter(({ account }) => account === "disputes"));
		expect(inDispute).toHaveLength(2);
		expect(inDispute.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
	});
	await staff.dispose();
});

test("a refund above the limit waits for a second person, and goes back to the card when they agree", async ({
	as,
	url,
}) => {
	const owner = await billed(url, "Hartono Wijaya", "Jaringan Hartono", 60_000_000);
	const page = await as(owner);
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Stripe");
	await page.getByLabel("Card number").fill("4242 4242 4242 4242");
	await page.getByRole("button", { name: /^Pay/ }).click();
	await expect(page.getByRole("heading", { name: "Paid. Thank you!" })).toBeVisible({ timeout: 30_000 });
	const [operator, admin] = [await as("operator"), await as("admin")];

	await test.step("the first person asks, and sees on the payment that it waits", async () => {
		await operator.goto(`/admin/payments/${paymentId}`);
		await operator.getByRole("button", { name: "Give money back" }).click();
		const dialog = operator.getByRole("dialog");
		await dialog.getByLabel("Amount").fill("55.000.000");
		await dialog.getByLabel("Reason").fill("Two hundred branches were never opened");
		await dialog.getByRole("button", { name: "Give money back" }).click();
		await expect(operator.getByText("Asked for: above the limit a second person has to agree.")).toBeVisible();
		await expect(operator.getByRole("main")).toContainText("Nothing is given back until somebody else agrees");
		await expect(operator.getByRole("button", { name: "Give money back" })).toHaveCount(0);
		await operator.getByRole("link", { name: "See the request" }).click();
		await expect(operator.getByText("You asked for this, so somebody else has to agree")).toBeVisible();
		await expect(operator.getByRole("button", { name: "Agree" })).toHaveCount(0);
	});

	await test.step("the second person finds it on the list, reads what will be done, and agrees", async () => {
		await admin.goto("/admin/approvals?kind=refund");
		await admin.getByRole("row", { name: owner.tenant.name }).getByRole("link").click();
		await expect(admin.getByRole("main")).toContainText("Two hundred branches were never opened");
		await expect(admin.getByRole("main")).toContainText("IDR 55,000,000");
		await admin.getByRole("button", { name: "Agree" }).click();
		await admin.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
		await expect(admin.getByText("Agreed and carried out.")).toBeVisible();
	});

	await test.step("Stripe gives the money back, a credit note is written, and the tenant reads it", async () => {
		const { items } = await atPeer<{ items: { id: string; payment_intent: string }[] }>(checkoutUrl, "refunds");
		const staff = await openApi(url, await admin.context().storageState());
		const refund = async () =>
			(await get<{ items: Schema<"Refund">[] }>(staff, `/admin/refunds?paymentId=${paymentId}`)).items[0];
		const asked = await get<Schema<"SystemPayment">>(staff, `/admin/payments/${paymentId}`);
		const atStripe = items.filter(({ payment_intent }) => payment_intent === asked.providerTransactionId);
		expect(atStripe).toHaveLength(1);
		await expect.poll(async () => (await refund())?.status, { timeout: 20_000 }).toBe("succeeded");
		expect((await refund())?.creditNote?.number).toMatch(/^CN-/);
		await staff.dispose();
		await page.goto(`/app/payments/${paymentId}`);
		await expect(page.getByRole("heading", { name: "Your money was sent back" })).toBeVisible();
		await expect(page.getByRole("main")).toContainText("IDR 55,000,000");
	});
});

test("money that came too late for its invoice is in the wallet, and says why", async ({ as, url }) => {
	const owner = await order(url, "Dimas Prakoso", "Kedai Dimas");
	const page = await as(owner);
	const main = page.getByRole("main");
	const { paymentId, url: checkoutUrl } = await checkout(page, owner, "Midtrans");
	await page.getByRole("button", { name: "BCA", exact: false }).first().click();
	await page.getByRole("link", { name: /Bayar nanti/ }).click();
	await expect(page.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();

	await test.step("meanwhile somebody pays the invoice from the wallet", async () => {
		await credit(url, owner, 200_000);
		const api = await openApi(url, owner.session);
		await post(api, `/invoices/${owner.invoice.id}/payments`, { method: "wallet", amount: owner.invoice.total });
		await api.dispose();
	});

	await test.step("then the transfer arrives: the open page says where the money went, and why", async () => {
		await atPeer(checkoutUrl, "pay", { order_id: paymentId });
		await expect(page.getByRole("heading", { name: "Your money is in the wallet" })).toBeVisible({ timeout: 30_000 });
		await expect(main).toContainText(`${owner.invoice.number} needed it no more`);
		await page.getByRole("link", { name: "To the wallet" }).click();
		const entry = page.getByRole("row", { name: "Payment kept for you" });
		await expect(entry).toContainText("+IDR 165,390");
		await page.goto("/app/payments");
		await expect(page.getByRole("row", { name: "Midtrans" })).toContainText("went to the wallet");
		await expect(page.getByRole("row", { name: owner.invoice.number })).toHaveCount(2);
	});

	await test.step("the back office reads the same", async () => {
		const admin = await as("admin");
		await admin.goto(`/admin/payments/${paymentId}`);
		await expect(admin.getByText("The money went to the wallet")).toBeVisible();
		await admin.goto(`/admin/invoices/${owner.invoice.id}`);
		await expect(admin.getByRole("main")).toContainText("to the wallet");
	});
});
