import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { buyer, request, system } from "#tests/factories";
import { consume } from "#tests/mails";
import { newId } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { renewSubscription } from "../subscriptions/renew-subscription";
import { subscriptions } from "../subscriptions/tables";
import { invoices } from "./tables";

test("fifty invoices opened at once get fifty numbers without a gap", async () => {
	const at = Date.UTC(2031, 3, 1);
	await Promise.all(Array.from({ length: 50 }, () => buyer({}, at)));

	const rows = await system().db.list(invoices, { where: eq(invoices.year, 2031), orderBy: [asc(invoices.sequence)] });
	expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, i) => i + 1));
	expect(rows).toHaveLength(50);
	expect(rows[0]?.number).toBe("INV-2031-000001");
});

test("a sign-up that fails takes no number with it", async () => {
	const at = Date.UTC(2032, 3, 1);
	await buyer({}, at);
	await expect(buyer({ currency: "USD", plan: "no-such-plan" }, at)).rejects.toMatchObject({
		code: "validation_failed",
	});
	await buyer({}, at);
	const rows = await system().db.list(invoices, { where: eq(invoices.year, 2032), orderBy: [asc(invoices.sequence)] });
	expect(rows.map((row) => row.number)).toEqual(["INV-2032-000001", "INV-2032-000002"]);
});

test("numbers start anew with the Jakarta year", async () => {
	const last = await buyer({}, Date.UTC(2033, 11, 31, 16, 59));
	const first = await buyer({}, Date.UTC(2033, 11, 31, 17, 1));
	expect(last.founded.invoice?.number).toMatch(/^INV-2033-/);
	expect(first.founded.invoice?.number).toBe("INV-2034-000001");
});

test("the PDF is a PDF, in the language asked for, before and after it is paid", async () => {
	const { owner, ctx, founded } = await buyer();
	const id = founded.invoice?.id ?? "inv_";
	const pdf = () => request("GET", `/api/v1/invoices/${id}/pdf?locale=id&download=true`, { as: owner });

	const open = await pdf();
	expect(open.headers.get("content-type")).toBe("application/pdf");
	expect(open.headers.get("content-disposition")).toBe(`attachment; filename="${founded.invoice?.number}.pdf"`);
	expect(new TextDecoder().decode((await open.arrayBuffer()).slice(0, 5))).toBe("%PDF-");

	const payment = await submitPayment(ctx, id, {
		method: "bca",
		amount: founded.invoice?.total as never,
		reference: "TRX",
	});
	await approvePayment(system(), payment.id, {});
	const [paid, again] = [await (await pdf()).bytes(), await (await pdf()).bytes()];
	expect(again).toEqual(paid);
	expect(await ctx.files.head(`${ctx.tenantId}/invoices/${id}/paid-id.pdf`)).toBeTruthy();
});

test("a renewal bills each period once, however often the queue delivers it", async () => {
	const { ctx, founded } = await buyer();
	const amount = founded.invoice?.total as never;
	const first = await submitPayment(ctx, founded.invoice?.id ?? "inv_", { method: "bca", amount, reference: "TRX" });
	await approvePayment(system(), first.id, {});
	const subscriptionId = founded.subscription.id;
	const at = { ...ctx, now: ctx.now + 40 * DAY };

	const results = await Promise.all(Array.from({ length: 5 }, () => renewSubscription(at, subscriptionId)));
	const job = { v: 1, id: newId("event"), type: "subscription.renewal_due", tenantId: ctx.tenantId, subscriptionId };
	await consume([job, job]);

	expect(results.filter(Boolean)).toHaveLength(1);
	const rows = await ctx.db.list(invoices, { orderBy: [asc(invoices.openedAt)] });
	expect(rows.map((row) => row.status)).toEqual(["paid", "open"]);
	const second = await submitPayment(at, rows[1]?.id ?? "inv_", { method: "bca", amount, reference: "TRX-2" });
	await approvePayment(system(at.now), second.id, {});
	const subscription = await ctx.db.find(subscriptions, eq(subscriptions.id, subscriptionId));
	expect(subscription).toMatchObject({ status: "active", periodStart: rows[1]?.periodStart });
});
