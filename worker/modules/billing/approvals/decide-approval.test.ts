import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, buyer, type Person, person, request, system } from "#tests/factories";
import { largeInvoice } from "#tests/large-invoice";
import { auditLogs } from "#worker/kernel/tables";
import { transfers } from "../ledger/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { payments } from "../payments/tables";
import { approveRequest, rejectRequest } from "./decide-approval";
import { fourEyesLimit } from "./rules";
import { approvalRequests } from "./tables";

/** A payment so large that approving it takes two people. */
async function largePayment() {
	const { ctx } = await buyer();
	const invoice = await largeInvoice({ ctx });
	const amount = invoice.total;
	const payment = await submitPayment(ctx, invoice.id, { method: "bca", amount, reference: "TRX-BIG" });
	return { ctx, paymentId: payment.id, amount };
}

const worldOf = async (ctx: Awaited<ReturnType<typeof largePayment>>["ctx"]) => {
	const [paid, requests, moved] = await Promise.all([
		ctx.db.list(payments),
		ctx.db.list(approvalRequests),
		ctx.db.list(transfers),
	]);
	return {
		payments: paid.map((row) => row.status),
		requests: requests.map((row) => row.status),
		transfers: moved.length,
	};
};

async function asked(first: Person) {
	const it = await largePayment();
	const view = await approvePayment(asSystem(first), it.paymentId, { notes: "seen" });
	return { ...it, view, approvalId: view.secondApproval?.id ?? ("apr_" as never) };
}

test("the limit is in rupiah; in dollars it is the same number divided by ten thousand, in cents", () => {
	expect(fourEyesLimit({ fourEyesAbove: 25_000_000 }, "IDR")).toBe(25_000_000);
	expect(fourEyesLimit({ fourEyesAbove: 25_000_000 }, "USD")).toBe(250_000);
});

test("above the limit the first person's approval is a request, and the money does not move", async () => {
	const first = await person("operator");
	const { ctx, view } = await asked(first);

	expect(view).toMatchObject({
		status: "awaiting_review",
		secondApproval: { requestedBy: { id: first.id, name: first.name } },
	});
	expect(await worldOf(ctx)).toEqual({ payments: ["awaiting_review"], requests: ["waiting"], transfers: 0 });
});

test("asking again, by anybody and at once, leaves one request", async () => {
	const it = await largePayment();
	const people = [await person("operator"), await person("operator"), await person("admin")];
	const views = await Promise.all(people.map((who) => approvePayment(asSystem(who), it.paymentId, {})));

	expect(new Set(views.map((view) => view.secondApproval?.id)).size).toBe(1);
	expect(await worldOf(it.ctx)).toMatchObject({ requests: ["waiting"], transfers: 0 });
});

test("nobody agrees with themselves; somebody else does, and it is done once", async () => {
	const [first, second] = [await person("admin"), await person("operator")];
	const { ctx, approvalId } = await asked(first);
	await expect(approveRequest(asSystem(first), approvalId)).rejects.toMatchObject({ code: "second_person_needed" });
	expect(await worldOf(ctx)).toMatchObject({ requests: ["waiting"], transfers: 0 });

	const answers = await Promise.all(Array.from({ length: 12 }, () => approveRequest(asSystem(second), approvalId)));

	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(answers[0]).toMatchObject({ status: "approved", decidedBy: { id: second.id } });
	expect(await worldOf(ctx)).toEqual({ payments: ["succeeded"], requests: ["approved"], transfers: 1 });
	const decisions = await ctx.db.list(auditLogs, { where: eq(auditLogs.action, "approval.approve") });
	expect(decisions).toHaveLength(1);
});

test("agreeing and turning down at once: one of them wins, whole", async () => {
	const [first, second, third] = [await person("operator"), await person("operator"), await person("admin")];
	for (let round = 0; round < 4; round++) {
		const { ctx, approvalId } = await asked(first);
		const results = await Promise.allSettled([
			approveRequest(asSystem(second), approvalId),
			rejectRequest(asSystem(third), approvalId, { reason: "not on the statement" }),
		]);
		expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
		const world = await worldOf(ctx);
		expect([
			{ payments: ["succeeded"], requests: ["approved"], transfers: 1 },
			{ payments: ["awaiting_review"], requests: ["rejected"], transfers: 0 },
		]).toContainEqual(world);
	}
});

test("what was turned down can be asked for again", async () => {
	const [first, second] = [await person("operator"), await person("operator")];
	const { ctx, paymentId, approvalId } = await asked(first);
	const rejected = await rejectRequest(asSystem(second), approvalId, { reason: "not on the statement" });
	expect(rejected).toMatchObject({ status: "rejected", decisionReason: "not on the statement" });
	await expect(approveRequest(asSystem(second), approvalId)).rejects.toMatchObject({ code: "conflict" });

	const again = await approvePayment(asSystem(first), paymentId, {});
	expect(again.secondApproval?.id).not.toBe(approvalId);
	expect((await worldOf(ctx)).requests.sort()).toEqual(["rejected", "waiting"]);
});

test("a request whose payment was given up meanwhile cannot be agreed to", async () => {
	const [first, second] = [await person("operator"), await person("operator")];
	const { ctx, paymentId, approvalId } = await asked(first);
	await ctx.db.batch([ctx.db.update(payments, eq(payments.id, paymentId), { status: "canceled" })]);
	await expect(approveRequest(asSystem(second), approvalId)).rejects.toMatchObject({ code: "conflict" });
	expect(await worldOf(ctx)).toMatchObject({ requests: ["waiting"], transfers: 0 });
});

test("the list is filtered and the whole way works over HTTP", async () => {
	const [first, second] = [await person("operator"), await person("operator")];
	const { approvalId } = await asked(first);
	const path = `/api/v1/admin/approvals/${approvalId}`;
	const own = await request("POST", `${path}/approve`, { as: first });
	expect(own.status).toBe(409);

	const listed = await request("GET", "/api/v1/admin/approvals?status=waiting&kind=payment", { as: second });
	const { items } = (await listed.json()) as { items: { id: string }[] };
	expect(items.map((item) => item.id)).toContain(approvalId);

	expect((await request("POST", `${path}/approve`, { as: second })).status).toBe(200);
	expect(await (await request("GET", path, { as: first })).json()).toMatchObject({ status: "approved" });
	const { db } = system();
	const waiting = and(eq(approvalRequests.id, approvalId), eq(approvalRequests.status, "waiting"));
	expect(await db.find(approvalRequests, waiting)).toBeUndefined();
});
