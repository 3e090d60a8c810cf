import { randomUUID } from "node:crypto";
import type { Schema } from "@sewa/sdk";
import { get, openApi, post } from "./api.ts";
import { mailTo } from "./mails.ts";
import { BILLING, found, order, pay } from "./people.ts";
import { signedIn } from "./sessions.ts";
import { expect, test } from "./test.ts";

const ORDER = { plan: "starter", interval: "month", currency: "IDR" };

test("a coupon is made and used; the plan change it is used for is adjusted with a preview", async ({ as, url }) => {
	const admin = await as("admin");
	const main = admin.getByRole("main");
	const code = `HEMAT${randomUUID().slice(0, 6).toUpperCase()}`;
	const owner = await found(url, "Sari Puspita", "Toko Sari");
	let change: Schema<"PlanChange">;

	await test.step("an admin makes it: ten per cent off, a hundred times, for Starter", async () => {
		await admin.goto("/admin/coupons/new");
		await admin.getByLabel("Code").fill(code.toLowerCase());
		await admin.getByLabel("Name").fill("Ten per cent off");
		await admin.getByRole("radio", { name: /Per cent off/ }).check();
		await admin.getByLabel("Value").fill("110");
		await admin.getByLabel("Uses in all").fill("100");
		await admin.getByLabel("Starter").check();
		await admin.getByRole("button", { name: "Make coupon" }).click();
		await expect(admin.getByLabel("Value")).toHaveAttribute("aria-invalid", "true");
		await admin.getByLabel("Value").fill("10");
		await admin.getByRole("button", { name: "Make coupon" }).click();
		await expect(admin.getByRole("heading", { level: 1 })).toHaveText(code);
		await expect(main).toContainText("10% off");
		await expect(main).toContainText("0 of 100");
	});

	await test.step("an owner orders Starter with it, and it is reserved", async () => {
		const api = await openApi(url, owner.session);
		const billing = { ...BILLING, email: owner.email };
		change = await post<Schema<"PlanChange">>(api, "/plan-changes", { ...ORDER, coupon: code, billing });
		await api.dispose();
		expect(change.coupons).toMatchObject([{ code, discount: 14_900 }]);
		await admin.reload();
		await expect(main).toContainText("1 of 100");
		await expect(admin.getByRole("row", { name: owner.tenant.name })).toContainText("Reserved");
	});

	await test.step("the command center finds it; a discount and bonus days are previewed", async () => {
		await admin.goto("/admin/command-center");
		await admin.getByRole("searchbox").fill(owner.tenant.name);
		await expect(admin).toHaveURL(/[?&]q=/);
		await admin.getByRole("link", { name: owner.tenant.name }).click();
		await expect(admin.getByRole("heading", { level: 1 })).toContainText(owner.tenant.name);
		await expect(main).toContainText("Awaiting payment");
		await admin.getByRole("link", { name: "Adjust" }).click();
		await admin.getByLabel("Discount", { exact: false }).first().fill("34.100");
		await admin.getByLabel("Bonus days").fill("7");
		await admin.getByRole("button", { name: "Preview" }).click();
		await expect(admin.getByRole("alert")).toBeVisible();
		await admin.getByLabel("Reason for the discount").fill("Apology for Tuesday");
		await admin.getByRole("button", { name: "Preview" }).click();
		const preview = admin.getByRole("region", { name: "Preview" });
		await expect(preview).toContainText("IDR 148,851");
		await expect(preview).toContainText("IDR 111,000");
		await expect(preview).toContainText("−IDR 37,851");
	});

	await test.step("what was previewed is saved: a new invoice, the former one void, in the timeline who did it", async () => {
		await admin.getByRole("button", { name: "Save adjustment" }).click();
		await expect(admin.getByText("The quote is adjusted.")).toBeVisible();
		await expect(main).toContainText("IDR 111,000");
		await expect(main).toContainText("7 days");
		await expect(admin.getByRole("row", { name: /INV-/ })).toHaveCount(2);
		await expect(admin.getByRole("row", { name: /Void/ })).toHaveCount(1);
		await admin.getByLabel("Note").fill("Promised by telephone.");
		await admin.getByRole("button", { name: "Add note" }).click();
		await expect(main).toContainText("Promised by telephone.");
	});
});

test("part of a payment is given back: the wallet has it, a credit note says so, the invoice adds up", async ({
	as,
	url,
}) => {
	const owner = await order(url, "Maya Anggraini", "Katering Maya");
	const payment = await pay(url, owner, "TRX-BACK-OFFICE-1");
	const admin = await as("admin");
	const main = admin.getByRole("main");
	const staff = await openApi(url, await signedIn(url, "admin"));
	await post(staff, `/admin/payments/${payment.id}/approve`, {});

	await test.step("more than was paid is refused in the dialog", async () => {
		await admin.goto(`/admin/payments/${payment.id}`);
		await admin.getByRole("button", { name: "Give money back" }).click();
		const dialog = admin.getByRole("dialog");
		await dialog.getByLabel("Amount").fill("999.999");
		await dialog.getByLabel("Reason").fill("Two days without service");
		await dialog.getByRole("button", { name: "Give money back" }).click();
		await expect(dialog.getByRole("alert")).toContainText("165390");
		await dialog.getByLabel("Amount").fill("55.500");
		await dialog.getByLabel("Way").selectOption("wallet");
		await expect(dialog).toContainText("The money is in the tenant's wallet at once.");
		await dialog.getByRole("button", { name: "Give money back" }).click();
		await expect(admin.getByText("The refund is finished.")).toBeVisible();
		await expect(main).toContainText("Partly refunded");
	});

	await test.step("its credit note is a PDF; received and worth are the same", async () => {
		const [refund] = (await get<{ items: Schema<"Refund">[] }>(staff, `/admin/refunds?paymentId=${payment.id}`)).items;
		const note = admin.getByRole("link", { name: refund?.creditNote?.number });
		const pdf = await admin.request.get((await note.getAttribute("href")) ?? "");
		expect(pdf.headers()["content-type"]).toBe("application/pdf");
		await admin.goto(`/admin/invoices/${owner.invoice.id}`);
		await expect(main).toContainText("IDR 109,890");
		await expect(main).toContainText("What was received is exactly what the invoice is worth.");
		await mailTo(staff, owner.email, /55.500/);
	});

	await test.step("and the wallet's statement has it", async () => {
		await admin.goto(`/admin/tenants/${owner.tenant.id}/wallet`);
		await expect(admin.getByRole("row", { name: /Refund/ })).toContainText("IDR 55,500");
	});
	await staff.dispose();
});

test("an unpaid renewal is collected from the wallet by hand", async ({ as, url }) => {
	const staff = await openApi(url, await signedIn(url, "operator"));
	const { items } = await get<{ items: Schema<"DunningCase">[] }>(staff, "/admin/dunning");
	type Payments = { items: Schema<"SystemPayment">[] };
	const reviewed = await get<Payments>(staff, "/admin/payments?status=awaiting_review&limit=100");
	const free = ({ tenant }: Schema<"DunningCase">) => !reviewed.items.some((paid) => paid.tenant.id === tenant.id);
	// Neither the demo account's tenant nor the one that other journeys find suspended.
	const unpaid = items.find((each) => free(each) && !/^(Toko Bunga|Kios Pulsa)/.test(each.tenant.name));
	if (!unpaid) throw new Error("nobody owes a renewal in the demo data");
	const operator = await as("operator");
	const main = operator.getByRole("main");

	await operator.goto("/admin/dunning");
	await operator.getByRole("link", { name: unpaid.tenant.name }).click();
	await expect(main).toContainText("End the subscription");
	await operator.getByRole("button", { name: "Try to collect now" }).click();
	await operator.getByRole("dialog").getByRole("button", { name: "Try to collect now" }).click();
	await expect(operator.getByText("Tried; it is still unpaid. See the newest step.")).toBeVisible();
	await expect(operator.getByRole("dialog")).toBeHidden();

	const amount = { amount: 500_000, currency: "IDR" };
	const credit = { direction: "credit", amount, reason: "Paid in cash at the counter" };
	await post(staff, `/admin/wallets/${unpaid.tenant.id}/adjustments`, credit);
	await operator.getByRole("button", { name: "Try to collect now" }).click();
	await operator.getByRole("dialog").getByRole("button", { name: "Try to collect now" }).click();
	await expect(main).toContainText("Paid from the wallet");
	await expect(main).toContainText("Nothing is owed any more");
	await staff.dispose();
});

test("above the limit one person asks and another agrees", async ({ as, url }) => {
	const owner = await found(url, "Rina Kusuma", "Batik Rina");
	const [admin, operator] = [await as("admin"), await as("operator")];
	const limit = async (typed: string) => {
		await admin.goto("/admin/billing-settings");
		await admin.getByLabel("A second person is needed above").fill(typed);
		await admin.getByRole("button", { name: "Save changes" }).click();
		await expect(admin.getByText("The billing settings are saved.")).toBeVisible();
	};
	// Lower, yet above whatever the other journeys pay.
	await limit("5.000.000");
	try {
		await operator.goto(`/admin/tenants/${owner.tenant.id}/wallet`);
		await operator.getByRole("button", { name: "Adjust" }).click();
		const dialog = operator.getByRole("dialog");
		await dialog.getByLabel("Amount").fill("6.000.000");
		await dialog.getByLabel("Reason").fill("Settled with the bank in one sum");
		await dialog.getByRole("button", { name: "Adjust" }).click();
		await expect(operator.getByText("Asked for: above the limit a second person has to agree.")).toBeVisible();

		await operator.goto("/admin/approvals?status=waiting&kind=wallet_adjustment");
		await operator.getByRole("row", { name: owner.tenant.name }).getByRole("link").click();
		await expect(operator.getByText("You asked for this, so somebody else has to agree")).toBeVisible();
		await expect(operator.getByRole("button", { name: "Agree" })).toHaveCount(0);

		await admin.goto(operator.url());
		await expect(admin.getByRole("main")).toContainText("Settled with the bank in one sum");
		await admin.getByRole("button", { name: "Agree" }).click();
		await admin.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
		await expect(admin.getByText("Agreed and carried out.")).toBeVisible();
		await admin.getByRole("link", { name: "The wallet" }).click();
		await expect(admin.getByRole("main")).toContainText("IDR 6,000,000");
	} finally {
		await limit("50.000.000");
	}
});

test("a one-off invoice is drafted, issued and given up", async ({ as, url }) => {
	const owner = await order(url, "Teguh Santoso", "Percetakan Teguh");
	const operator = await as("operator");
	const main = operator.getByRole("main");
	await operator.goto(`/admin/invoices/new?tenantId=${owner.tenant.id}`);
	const line = operator.getByRole("group", { name: "Line 1" });
	await line.getByLabel("Description in English").fill("Migration of your data, two days");
	await line.getByLabel("Description in Bahasa Indonesia").fill("Migrasi data Anda, dua hari");
	await line.getByLabel("Quantity").fill("2");
	await line.getByLabel("Unit price").fill("1.500.000");
	await operator.getByRole("button", { name: "Save draft" }).click();
	await expect(main).toContainText("Only the back office sees it.");
	await expect(main).toContainText("IDR 3,330,000");

	await operator.getByRole("button", { name: "Issue invoice" }).click();
	await operator.getByRole("dialog").getByRole("button", { name: "Issue invoice" }).click();
	await expect(operator.getByRole("heading", { level: 1 })).toHaveText(/^INV-/);

	await operator.getByRole("button", { name: /^More actions for INV-/ }).click();
	await operator.getByRole("menuitem", { name: "Void" }).click();
	await operator.getByRole("dialog").getByLabel("Reason").fill("Billed to the wrong company");
	await operator.getByRole("dialog").getByRole("button", { name: "Void" }).click();
	await expect(operator.getByText("The invoice is void.")).toBeVisible();
	await expect(main).toContainText("Void");
});

test("the tax export of a month has its totals and its file", async ({ as }) => {
	const operator = await as("operator");
	await operator.goto("/admin/tax");
	await expect(operator.getByRole("main")).toContainText("Invoices in the file");
	const file = await operator.getByRole("link", { name: "Download XML" }).getAttribute("href");
	const xml = await operator.request.get(file ?? "");
	expect(xml.headers()["content-type"]).toContain("application/xml");
	expect(await xml.text()).toContain("TaxInvoiceBulk");
});
