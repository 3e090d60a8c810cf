import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { asSystem, buyer, type Founded, person, request, system } from "#tests/factories";
import { midtransPeer } from "#tests/gateways";
import { auditLogs } from "#worker/kernel/tables";
import { entitlements } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { ledgerAccounts, transfers } from "../ledger/tables";
import { planChanges } from "../plan-changes/tables";
import { requestRefund } from "../refunds/request-refund";
import { subscriptions } from "../subscriptions/tables";
import { cancelPayment } from "./cancel-payment";
import { payInvoice } from "./pay-invoice";
import { approvePayment, rejectPayment } from "./review-payment";
import { submitPayment } from "./submit-payment";
import { syncPayment } from "./sync-payments";
import { payments } from "./tables";

const TOTAL = { amount: 165_390, currency: "IDR" as const };
const input = { method: "bca", amount: TOTAL, reference: "TRX-1" };

async function paid(founded?: Founded) {
	const bought = founded ?? (await buyer());
	const invoiceId = bought.founded.invoice?.id ?? "inv_";
	const payment = await submitPayment(bought.ctx, invoiceId, input);
	return { ...bought, invoiceId, paymentId: payment.id };
}

/** Everything a settlement touches, as one value. */
async function worldOf({ ctx }: Founded) {
	const [payment, invoice, change, subscription, tenant, entitled, moved, audits] = await Promise.all([
		ctx.db.list(payments),
		ctx.db.list(invoices),
		ctx.db.list(planChanges),
		ctx.db.list(subscriptions),
		ctx.db.list(tenants),
		ctx.db.list(entitlements),
		ctx.db.list(transfers),
		ctx.db.list(auditLogs, { where: eq(auditLogs.action, "payment.approve") }),
	]);
	return {
		payment: payment.map((row) => row.status),
		invoice: invoice.map((row) => row.status),
		change: change.map((row) => row.status),
		subscription: subscription.map((row) => row.status),
		tenant: tenant.map((row) => row.status),
		plan: entitled.map((row) => `${row.planCode} v${row.version}`),
		transfers: moved.length,
		approvals: audits.length,
	};
}

const SERVED = {
	payment: ["succeeded"],
	invoice: ["paid"],
	change: ["applied"],
	subscription: ["active"],
	tenant: ["active"],
	plan: ["starter v2"],
	transfers: 1,
	approvals: 1,
};
const WAITING = {
	payment: ["awaiting_review"],
	invoice: ["open"],
	change: ["awaiting_review"],
	subscription: ["pending"],
	tenant: ["pending"],
	plan: ["starter v1"],
	transfers: 0,
	approvals: 0,
};

test("approving settles everything in one batch", async () => {
	const it = await paid();
	expect(await worldOf(it)).toEqual(WAITING);

	await approvePayment(asSystem(await person("operator")), it.paymentId, { notes: "seen on the statement" });

	expect(await worldOf(it)).toEqual(SERVED);
	const [subscription] = await it.ctx.db.list(subscriptions);
	expect(subscription?.nextBillingAt).toBe(subscription?.periodEnd);
});

test("twenty approvals at once have exactly one effect, and all get the same answer", async () => {
	const it = await paid();
	const reviewers = [await person("operator"), await person("admin")];
	const attempts = Array.from({ length: 20 }, (_, i) =>
		approvePayment(asSystem(reviewers[i % 2] ?? (reviewers[0] as never)), it.paymentId, {}),
	);

	const answers = await Promise.all(attempts);

	expect(await worldOf(it)).toEqual(SERVED);
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test("the same approval again is a no-op over HTTP too", async () => {
	const it = await paid();
	const operator = await person("operator");
	const approve = () => request("POST", `/api/v1/admin/payments/${it.paymentId}/approve`, { as: operator, body: {} });

	const [first, second] = [await approve(), await approve()];

	expect([first.status, second.status]).toEqual([200, 200]);
	expect(await second.json()).toEqual(await first.json());
	expect(await worldOf(it)).toEqual(SERVED);
});

test("an approval racing a cancellation: one of them wins, whole", async () => {
	for (let round = 0; round < 5; round++) {
		const it = await paid();
		const [approval, cancellation] = await Promise.allSettled([
			approvePayment(asSystem(await person("operator")), it.paymentId, {}),
			cancelPayment(it.ctx, it.paymentId),
		]);
		const world = await worldOf(it);
		if (approval.status === "fulfilled") {
			expect(cancellation).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
			expect(world).toEqual(SERVED);
		} else {
			expect(approval.reason).toMatchObject({ code: "conflict" });
			expect(world).toEqual({ ...WAITING, payment: ["canceled"], change: ["awaiting_payment"] });
		}
	}
});

test("two reviewers who disagree: one of them wins, whole", async () => {
	const it = await paid();
	const by = asSystem(await person("operator"));
	const results = await Promise.allSettled([
		approvePayment(by, it.paymentId, {}),
		rejectPayment(by, it.paymentId, { reason: "no money" }),
	]);
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	const world = await worldOf(it);
	expect([SERVED.payment, ["failed"]]).toContainEqual(world.payment);
	expect(world.transfers).toBe(world.payment[0] === "succeeded" ? 1 : 0);
});

test("what was rejected or taken back cannot be approved afterwards", async () => {
	const by = asSystem(await person("operator"));
	const rejected = await paid();
	await rejectPayment(by, rejected.paymentId, { reason: "no money" });
	await expect(approvePayment(by, rejected.paymentId, {})).rejects.toMatchObject({ code: "conflict" });
	const canceled = await paid();
	await cancelPayment(canceled.ctx, canceled.paymentId);
	await expect(approvePayment(by, canceled.paymentId, {})).rejects.toMatchObject({ code: "conflict" });
	expect((await worldOf(rejected)).transfers + (await worldOf(canceled)).transfers).toBe(0);
});

test("rejecting tells why and makes the invoice payable again; the next payment is approved", async () => {
	const it = await paid();
	const by = asSystem(await person("operator"));

	const rejected = await rejectPayment(by, it.paymentId, { reason: "The amount never arrived." });
	expect(rejected).toMatchObject({ status: "failed", rejectionReason: "The amount never arrived." });
	expect(await worldOf(it)).toEqual({ ...WAITING, payment: ["failed"], change: ["awaiting_payment"] });

	const retry = await submitPayment(it.ctx, it.invoiceId, { ...input, reference: "TRX-2" });
	await approvePayment(by, retry.id, {});
	expect(await worldOf(it)).toMatchObject({ ...SERVED, payment: expect.arrayContaining(["failed", "succeeded"]) });
});

test("what another payment has paid meanwhile can be rejected, or taken back: the plan stays", async () => {
	const by = asSystem(await person("operator"));
	for (const end of ["reject", "take back"]) {
		const it = await paid();
		const { id } = await payInvoice(it.ctx, it.invoiceId, { method: "midtrans", amount: TOTAL });
		midtransPeer.pay(id, "qris");
		await syncPayment(system(), id);

		if (end === "reject") await rejectPayment(by, it.paymentId, { reason: "It was paid by QRIS already" });
		else await cancelPayment(it.ctx, it.paymentId);
		const { payment, ...rest } = await worldOf(it);
		expect(payment.sort()).toEqual([end === "reject" ? "failed" : "canceled", "succeeded"].sort());
		expect(rest).toMatchObject({ invoice: ["paid"], change: ["applied"], subscription: ["active"], transfers: 1 });
	}
});

describe("a payment that does not match is refused and changes nothing", () => {
	test.each([
		["one rupiah less", { amount: { ...TOTAL, amount: 165_389 } }, "amount_mismatch"],
		["one rupiah more", { amount: { ...TOTAL, amount: 165_391 } }, "amount_mismatch"],
		["dollars", { amount: { amount: 165_390, currency: "USD" as const } }, "currency_mismatch"],
		["an unknown method", { method: "cash" }, "validation_failed"],
		["an unknown file", { proofFileId: "fil_01h2xcejqtf2nbrexx3vqjhp41" as const }, "validation_failed"],
	])("%s", async (_why, change, code) => {
		const it = await buyer();
		const submit = submitPayment(it.ctx, it.founded.invoice?.id ?? "inv_", { ...input, ...change });
		await expect(submit).rejects.toMatchObject({
			code,
			issues: [{ pointer: expect.stringMatching(/^\/(amount|method|proofFileId)/) }],
		});
		expect(await it.ctx.db.list(payments)).toEqual([]);
	});

	test("more than Rp 10 million by QRIS", async () => {
		const it = await buyer({ plan: "enterprise", interval: "year" });
		const amount = it.founded.invoice?.total ?? TOTAL;
		const submit = submitPayment(it.ctx, it.founded.invoice?.id ?? "inv_", { ...input, method: "qris", amount });
		await expect(submit).rejects.toMatchObject({ issues: [{ pointer: "/method" }] });
	});

	test("an amount that was changed behind our back is caught at approval", async () => {
		const it = await paid();
		await it.ctx.db.batch([it.ctx.db.update(payments, eq(payments.id, it.paymentId), { amount: 1 })]);
		await expect(approvePayment(asSystem(await person("operator")), it.paymentId, {})).rejects.toMatchObject({
			code: "amount_mismatch",
		});
		expect(await worldOf(it)).toEqual(WAITING);
	});
});

test("an invoice cannot be paid twice: not while one payment is reviewed, not after", async () => {
	const it = await paid();
	await expect(submitPayment(it.ctx, it.invoiceId, input)).rejects.toMatchObject({ code: "already_exists" });
	const twice = await Promise.allSettled(Array.from({ length: 5 }, () => submitPayment(it.ctx, it.invoiceId, input)));
	expect(twice.every((result) => result.status === "rejected")).toBe(true);
	await approvePayment(asSystem(await person("operator")), it.paymentId, {});
	await expect(submitPayment(it.ctx, it.invoiceId, input)).rejects.toMatchObject({ code: "conflict" });
});

test("a crash in the middle of a settlement leaves nothing behind: the batch is all or nothing", async () => {
	const it = await paid();
	// The last guard of the batch fails when the entitlements are gone; everything before it must be undone.
	await it.ctx.db.batch([it.ctx.db.remove(entitlements, undefined)]);
	await expect(approvePayment(asSystem(await person("operator")), it.paymentId, {})).rejects.toMatchObject({
		code: "conflict",
	});
	expect(await worldOf(it)).toEqual({ ...WAITING, plan: [] });
	const balance = await it.ctx.db.list(ledgerAccounts, { where: sql`true` });
	expect(balance).toEqual([]);
	expect(await system().db.list(transfers, { where: eq(transfers.tenantId, it.ctx.tenantId) })).toEqual([]);
});

/** A transfer is reported, then the same invoice is paid at a gateway before anybody has looked. */
async function paidTwice() {
	const it = await paid();
	const { id } = await payInvoice(it.ctx, it.invoiceId, { method: "midtrans", amount: TOTAL });
	midtransPeer.pay(id, "qris");
	await syncPayment(system(), id);
	expect((await worldOf(it)).invoice).toEqual(["paid"]);
	return it;
}
const walletOf = async ({ ctx }: Founded) =>
	(await ctx.db.find(ledgerAccounts, eq(ledgerAccounts.code, "wallet")))?.balance ?? 0;

test("money that is found after its invoice was paid by other means goes to the wallet, once, whoever approves", async () => {
	const it = await paidTwice();
	const before = await worldOf(it);
	const reviewers = await Promise.all([person("operator"), person("admin"), person("operator")]);
	const attempts = reviewers.map((by) => approvePayment(asSystem(by), it.paymentId, { notes: "came twice" }));
	for (const answer of await Promise.all(attempts))
		expect(answer).toMatchObject({ status: "succeeded", target: "wallet", invoice: { status: "paid" } });
	expect(await walletOf(it)).toBe(TOTAL.amount);
	expect(await worldOf(it)).toEqual({ ...before, payment: ["succeeded", "succeeded"], transfers: 2, approvals: 1 });
	const [entry] = await it.ctx.db.list(auditLogs, { where: eq(auditLogs.action, "payment.approve") });
	expect(entry?.after).toMatchObject({ notes: "came twice", creditedToWallet: expect.stringContaining("is paid") });
	const overpaid = await it.ctx.db.list(transfers, { where: eq(transfers.kind, "overpayment") });
	expect(overpaid).toMatchObject([{ referenceId: it.paymentId }]);
	// What is in the wallet can be given back as any top-up's.
	await requestRefund(asSystem(await person("operator")), it.paymentId, { amount: TOTAL, reason: "They want it back" });
	expect(await walletOf(it)).toBe(0);
});

test("where the subscription is over, found money is the tenant's; a closed organisation gets it back by hand", async () => {
	const by = asSystem(await person("operator"));
	const it = await paid();
	await it.ctx.db.batch([it.ctx.db.update(subscriptions, undefined, { status: "canceled" })]);
	expect(await approvePayment(by, it.paymentId, {})).toMatchObject({ target: "wallet", invoice: { status: "open" } });
	expect(await walletOf(it)).toBe(TOTAL.amount);

	const closed = await paid();
	await closed.ctx.db.batch([closed.ctx.db.update(tenants, undefined, { status: "closed" })]);
	await expect(approvePayment(by, closed.paymentId, {})).rejects.toMatchObject({ code: "conflict" });
	expect(await walletOf(closed)).toBe(0);
});

test("what never came is rejected all the same, and the paid invoice stays as it is", async () => {
	const it = await paidTwice();
	const before = await worldOf(it);
	await rejectPayment(asSystem(await person("operator")), it.paymentId, { reason: "It never came" });
	expect(await worldOf(it)).toMatchObject({ ...before, payment: expect.arrayContaining(["failed", "succeeded"]) });
	expect(await walletOf(it)).toBe(0);
});
