import type { Schema } from "@sewa/sdk";
import { openApi, post } from "./api.ts";
import { linkIn, mailTo } from "./mails.ts";
import { confirmTransfer, openReview } from "./payment.ts";
import { order, pay } from "./people.ts";
import { expect, test } from "./test.ts";

const REASON = "The money has not arrived in our account.";

test("a payment is rejected: the tenant reads why, pays again, and is approved", async ({ as, url, request }) => {
	const owner = await order(url, "Ningsih Utami", "Warung Bu Ning");
	const { number } = owner.invoice;
	const first = { number, reference: `SALAH-${owner.tenant.id.slice(-8)}` };
	const second = { number, reference: `BENAR-${owner.tenant.id.slice(-8)}` };
	await pay(url, owner, first.reference);

	await test.step("without a reason nothing is rejected; with one, the tenant is told", async () => {
		const operator = await as("operator");
		await openReview(operator, first);
		await expect(operator.getByRole("main")).toContainText("No proof attached");
		await operator.getByRole("button", { name: "Reject payment" }).click();
		const dialog = operator.getByRole("dialog");
		await dialog.getByRole("button", { name: "Reject payment" }).click();
		await expect(dialog.getByLabel("Reason")).toBeFocused();
		await dialog.getByRole("button", { name: REASON }).click();
		await dialog.getByRole("button", { name: "Reject payment" }).click();
		await expect(operator.getByText(`Payment for ${number} rejected; the tenant is told.`)).toBeVisible();
	});

	const page = await as(owner);
	await test.step("the mail tells the reason and leads to the invoice, which can be paid again", async () => {
		const mail = await mailTo(request, owner.email, /We could not confirm your payment/);
		expect(mail.text).toContain(REASON);
		await page.goto(linkIn(mail, "/app/invoices/"));
		const payments = page.getByRole("list").filter({ hasText: first.reference });
		await expect(payments).toContainText("Rejected");
		await expect(payments).toContainText(`Reason: ${REASON}`);
		await page.getByRole("link", { name: "Pay again" }).click();
		await confirmTransfer(page, second);
	});

	await test.step("the second attempt is approved and the organisation is on", async () => {
		const operator = await as("operator");
		await openReview(operator, second);
		const api = await openApi(url, await operator.context().storageState());
		const id = new URL(operator.url()).pathname.split("/").at(-1);
		const approved = await post<Schema<"SystemPayment">>(api, `/admin/payments/${id}/approve`, {});
		expect(approved.status).toBe("succeeded");
		await api.dispose();
		await page.goto(`/app/invoices/${owner.invoice.id}`);
		const payments = page.getByRole("list").filter({ hasText: second.reference });
		await expect(payments.getByRole("listitem").first()).toContainText("Succeeded");
		await expect(page.getByRole("link", { name: "Pay again" })).toBeHidden();
		await page.goto("/app");
		await expect(page.getByRole("main")).toContainText("PlanStarterActive");
	});
});
