import { linkIn, mailTo } from "./mails.ts";
import { found, newPerson } from "./people.ts";
import { expect, test } from "./test.ts";

test("a member sees nothing of the money, and pages that need more say which permission is missing", async ({ as }) => {
	const page = await as("member");
	const forbidden = page.getByRole("alert");

	await page.goto("/app");
	const navigation = page.getByRole("navigation", { name: "Main navigation" });
	await expect(navigation.getByRole("link", { name: "Members" })).toBeVisible();
	for (const name of ["Invoices", "Payments", "Audit log"])
		await expect(navigation.getByRole("link", { name })).toHaveCount(0);
	await expect(page.getByText("Promotional credit")).toHaveCount(0);
	await page.keyboard.press("Control+k");
	await page.getByRole("combobox").fill("invoices");
	await expect(page.getByText("No place by that name.")).toBeVisible();
	await page.keyboard.press("Escape");

	expect((await page.goto("/app/invoices"))?.status()).toBe(403);
	await expect(forbidden).toContainText("You do not have access to this");
	await expect(forbidden).toContainText("invoice.read");
	await expect(forbidden).toContainText("The owner or an admin of your organisation can grant it.");
	await page.goto("/app/audit-log");
	await expect(forbidden).toContainText("audit_log.read");
	await page.goto("/app/members");
	await expect(page.getByRole("link", { name: "Invite" })).toHaveCount(0);
	await page.goto("/app/members/invite");
	await expect(forbidden).toContainText("member.invite");
});

test("the system's pages are closed to tenants, and some of them to operators", async ({ as }) => {
	const member = await as("member");
	expect((await member.goto("/admin"))?.status()).toBe(403);
	await expect(member.getByRole("heading", { level: 1 })).toHaveText("You do not have access to this");
	await expect(member.getByRole("main")).toContainText("A system admin can grant it.");
	await expect(member.getByRole("navigation", { name: "Main navigation" })).toHaveCount(0);

	const operator = await as("operator");
	await operator.goto("/admin/plans");
	await expect(operator.getByText("You can look, not change")).toBeVisible();
	await expect(operator.getByRole("link", { name: "New plan" })).toHaveCount(0);
	await operator.goto("/admin/plans/new");
	await expect(operator.getByRole("main")).toContainText("system.plan.write");
	await expect(operator.getByRole("main").getByRole("textbox")).toHaveCount(0);
});

test("an owner invites somebody, who joins by the mail; then all seats are taken and the app says so", async ({
	as,
	url,
	page,
	request,
}) => {
	const owner = await found(url, "Hendra Gunawan", "Bengkel Motor Cepat");
	const colleague = newPerson("Yuni Astuti");
	const owned = await as(owner);

	await test.step("the owner invites from the list of members", async () => {
		await owned.goto("/app/members");
		await expect(owned.getByRole("main")).toContainText("1 of 2 seats used");
		await invite(colleague.email);
		await expect(owned.getByText(`Invitation sent to ${colleague.email}`)).toBeVisible();
		await expect(owned.getByRole("main")).toContainText("2 of 2 seats used");
	});

	await test.step("the mail leads to the invitation, and over sign-up back to it", async () => {
		const mail = await mailTo(request, colleague.email, /^You are invited to Bengkel/);
		await page.goto(linkIn(mail, "/invitations/"));
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Join ${owner.tenant.name}`);
		await expect(page.getByRole("main")).toContainText(`Hendra Gunawan invites ${colleague.email} to join as Member.`);
		await page.getByRole("link", { name: "Create an account" }).click();
		await page.getByLabel("Your name").fill(colleague.name);
		await page.getByLabel("E-mail").fill(colleague.email);
		await page.getByLabel("Password", { exact: true }).fill(colleague.password);
		await page.getByRole("button", { name: "Create account" }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your e-mail");
		await page.goto(linkIn(await mailTo(request, colleague.email, /Verify your e-mail/), "/verify-email"));
		await page.getByRole("link", { name: "Go on" }).click();
		await page.getByRole("button", { name: `Join ${owner.tenant.name}` }).click();
		await expect(page).toHaveURL(/\/app$/);
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(owner.tenant.name);
	});

	await test.step("the owner sees the new member, and a third is one too many", async () => {
		await owned.goto("/app/members");
		await expect(owned.getByRole("row", { name: colleague.name })).toContainText("Member");
		await invite(newPerson("Orang Ketiga").email);
		const dialog = owned.getByRole("dialog");
		await expect(dialog.getByRole("status")).toContainText("All seats of your plan are taken");
		await expect(dialog.getByRole("link", { name: "Compare plans" })).toHaveAttribute("href", "/pricing");
	});

	async function invite(email: string) {
		await owned.getByRole("link", { name: "Invite" }).click();
		await owned.getByRole("dialog").getByLabel("E-mail").fill(email);
		await owned.getByRole("button", { name: "Send invitation" }).click();
	}
});
