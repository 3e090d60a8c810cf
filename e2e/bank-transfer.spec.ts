import type { Schema } from "@sewa/sdk";
import { get, openApi } from "./api.ts";
import { mailTo } from "./mails.ts";
import { confirmTransfer, openReview } from "./payment.ts";
import { register, shopName } from "./people.ts";
import { expect, test } from "./test.ts";

test("somebody buys Starter by bank transfer: invoice, proof, review, and the plan is served", async ({ as, url }) => {
	const buyer = await register(url, "Bambang Setiawan");
	const organisation = shopName("Toko Besi Jaya");
	const page = await as(buyer);
	const main = page.getByRole("main");
	const api = await openApi(url, buyer.session);

	await test.step("the plan is chosen and the billing form asks for a valid NPWP", async () => {
		await page.goto("/welcome");
		await page.getByLabel("Organisation name").fill(organisation);
		await page.getByRole("button", { name: "Choose a plan" }).click();
		await page.getByRole("link", { name: "Buy now: Starter" }).click();
		await expect(page.getByLabel("What it costs").filter({ visible: true })).toContainText("PPN 12%IDR 16,390");
		await expect(page.getByLabel("E-mail")).toHaveValue(buyer.email);
		await page.getByLabel("Address", { exact: true }).fill("Jl. Braga No. 12");
		await page.getByLabel("City").fill("Bandung");
		await page.getByLabel("Province or state").fill("Jawa Barat");
		await page.getByLabel("Postal code").fill("40111");
		await page.getByLabel("NPWP").fill("12345");
		await page.getByRole("button", { name: "Create invoice and pay" }).click();
		await expect(page.getByRole("alert")).toContainText("NPWP");
		await expect(page.getByLabel("NPWP")).toHaveAttribute("aria-invalid", "true");
		await page.getByLabel("NPWP").fill("00.123.456.7-890.1000");
		await page.getByRole("button", { name: "Create invoice and pay" }).click();
	});

	const number = await test.step("an invoice with PPN is issued, and mailed", async () => {
		await expect(page).toHaveURL(/\/app\/invoices\/inv_\w+\/pay$/);
		const summary = page.getByLabel("Invoice", { exact: true });
		await expect(summary).toContainText("SubtotalIDR 149,000");
		await expect(summary).toContainText("Tax base (DPP)IDR 136,583");
		await expect(summary).toContainText("PPN 12%IDR 16,390");
		await expect(summary).toContainText("TotalIDR 165,390");
		const title = await page.getByRole("heading", { level: 1 }).innerText();
		expect(title).toMatch(/^Pay INV-\d{4}-\d{6}$/);
		const issued = title.replace("Pay ", "");
		expect((await mailTo(api, buyer.email, /^Invoice INV-/)).text).toContain(issued);
		return issued;
	});
	const sent = { number, reference: `TRX-${organisation.slice(-8)}` };
	const invoicePath = new URL(page.url()).pathname.replace("/pay", "");

	await test.step("the bank's details are shown, and the transfer is confirmed with a picture", async () => {
		await page.getByLabel("Transfer BCA").check();
		await expect(main).toContainText("BankBCA");
		await expect(main).toContainText("123 456 7890");
		await expect(main).toContainText("PT Sewa Contoh Indonesia");
		await expect(page.getByText("Exact amount", { exact: true }).filter({ visible: true })).toHaveCount(1);
		await confirmTransfer(page, sent);
		await expect(main).toContainText("Proof of paymentAttached");
		await page.getByRole("link", { name: "To the dashboard" }).click();
		await expect(page.getByText("Your payment is being reviewed")).toBeVisible();
	});

	await test.step("an operator finds it in the queue, looks at the proof and approves", async () => {
		const operator = await as("operator");
		await openReview(operator, sent);
		const proof = operator.getByRole("img", { name: "Proof of payment" });
		await expect.poll(() => proof.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(412);
		await expect(operator.getByRole("main")).toContainText("The amounts match exactly.");
		await operator.getByRole("button", { name: "Approve payment" }).click();
		const dialog = operator.getByRole("dialog");
		await expect(dialog).toContainText("IDR 165,390 is recorded in the ledger.");
		await expect(dialog).toContainText(`${organisation} is activated and its people can start.`);
		await dialog.getByRole("button", { name: "Approve payment" }).click();
		await expect(operator.getByText(`Payment for ${number} approved.`)).toBeVisible();
	});

	await test.step("the organisation is active and its plan is served", async () => {
		await page.goto("/app");
		await expect(main).toContainText("Active");
		await expect(main).toContainText("PlanStarterActive");
		await expect(main).toContainText("1 of 5 seats used");
		await expect(page.getByText("Your payment is being reviewed")).toBeHidden();
		const subscription = await get<Schema<"SubscriptionDetail">>(api, "/subscription");
		expect(subscription).toMatchObject({ plan: "starter", status: "active", openInvoiceId: null });
	});

	await test.step("the invoice is paid, its PDF can be downloaded, and the receipt has arrived", async () => {
		await page.goto(invoicePath);
		await expect(main).toContainText("Paid");
		await expect(main).toContainText("NPWP 0012345678901000");
		const [download] = await Promise.all([
			page.waitForEvent("download"),
			page.getByRole("link", { name: "Download" }).click(),
		]);
		expect(download.suggestedFilename()).toBe(`${number}.pdf`);
		const pdf = Buffer.concat(await (await download.createReadStream()).toArray()).toString("latin1");
		expect(pdf.slice(0, 5)).toBe("%PDF-");
		expect(pdf.trimEnd().slice(-5)).toBe("%%EOF");
		const receipt = await mailTo(api, buyer.email, new RegExp(`Receipt for invoice ${number}`));
		expect(receipt.text).toMatch(/IDR\s165,390/);
	});

	await test.step("who did it stands in the owner's audit log and in the system's", async () => {
		await page.goto("/app/audit-log");
		await expect(page.getByRole("listitem").filter({ hasText: "Payment approved" })).toContainText("Bayu Pratama");
		const { id } = await get<Schema<"Tenant">>(api, "/tenant");
		const admin = await as("admin");
		await admin.goto(`/admin/audit-log?tenantId=${id}&action=payment.approve`);
		const entry = admin.getByRole("listitem").filter({ hasText: "payment.approve" });
		await expect(entry).toContainText(organisation);
		await entry.getByText("Payment approved").click();
		await expect(entry.getByRole("row", { name: /status/ })).toContainText("succeeded");
	});
	await api.dispose();
});
