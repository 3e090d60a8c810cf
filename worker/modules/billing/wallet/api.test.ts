import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { asSystem, person, request, tenant } from "#tests/factories";
import { midtransPeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { fundWallet } from "#tests/wallets";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { approveRequest } from "../approvals/decide-approval";
import { approvePayment } from "../payments/review-payment";
import type { PaymentView } from "../payments/schemas";
import { readBillingSettings } from "../settings/manage-settings";
import { adjustWallet } from "./adjust-wallet";
import { readWallet } from "./read-wallet";
import { startTopUp } from "./start-top-up";

const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const byHand = (amount: number) => ({ amount: rupiah(amount), provider: "bca", reference: "TRX-1" });
const availableOf = async ({ ctx }: Pick<Awaited<ReturnType<typeof tenant>>, "ctx">) =>
	(await readWallet(ctx, { currency: "IDR" })).available.amount;

describe("a top-up", () => {
	test("at Midtrans is pending with its address, listed, and funds the wallet once it is paid", async () => {
		const it = await tenant({}, Date.now());
		const body = { amount: rupiah(250_000), provider: "midtrans" };
		const response = await request("POST", "/api/v1/wallet/top-ups", { as: it.owner, body });
		expect(response.status).toBe(201);
		const payment = (await response.json()) as PaymentView;
		expect(payment).toMatchObject({ status: "pending", target: "wallet", invoice: null, providerOrderId: payment.id });
		expect(payment.checkoutUrl).toContain("http");
		const list = await request("GET", "/api/v1/wallet/top-ups?status=pending", { as: it.owner });
		expect(await list.json()).toMatchObject({ items: [{ id: payment.id, checkoutUrl: payment.checkoutUrl }] });

		midtransPeer.pay(payment.id, "qris");
		await vi.waitFor(
			async () => {
				await midtransPeer.due(Date.now());
				await drainOutbox();
				expect(await availableOf(it)).toBe(250_000);
			},
			{ timeout: 8000, interval: 50 },
		);
		const wallet = await request("GET", "/api/v1/wallet", { as: it.owner });
		expect(await wallet.json()).toMatchObject({ settled: rupiah(250_000), available: rupiah(250_000) });
	});

	test("that is canceled is off the list", async () => {
		const it = await tenant({}, Date.now());
		const body = { amount: rupiah(10_000), provider: "midtrans" };
		const started = await request("POST", "/api/v1/wallet/top-ups", { as: it.owner, body });
		const { id } = (await started.json()) as PaymentView;
		expect((await request("POST", `/api/v1/payments/${id}/cancel`, { as: it.owner })).status).toBe(200);
		const list = await request("GET", "/api/v1/wallet/top-ups?status=pending", { as: it.owner });
		expect(await list.json()).toMatchObject({ items: [] });
	});

	test("by hand waits for review; ten approvals at once fund the wallet once", async () => {
		const it = await tenant();
		const payment = await startTopUp(it.ctx, byHand(75_000));
		expect(payment).toMatchObject({ status: "awaiting_review", target: "wallet", checkoutUrl: null });
		expect(await availableOf(it)).toBe(0);
		const by = asSystem(await person("operator"));
		const answers = await Promise.all(Array.from({ length: 10 }, () => approvePayment(by, payment.id, {})));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({ status: "succeeded", invoice: null });
		expect(await availableOf(it)).toBe(75_000);
	});

	test.each([
		["a rupiah too little", byHand(9_999), "/amount/amount"],
		["a rupiah too much", byHand(10_000_001), "/amount/amount"],
		["less than a dollar", { ...byHand(1), amount: { amount: 99, currency: "USD" as const } }, "/amount/amount"],
		[
			"dollars to a rupiah account",
			{ ...byHand(1), amount: { amount: 500, currency: "USD" as const } },
			"/amount/currency",
		],
		[
			"dollars at Midtrans",
			{ provider: "midtrans", amount: { amount: 500, currency: "USD" as const } },
			"/amount/currency",
		],
		["no reference", { amount: rupiah(10_000), provider: "bca" }, "/reference"],
		["an unknown method", { ...byHand(10_000), provider: "cash" }, "/provider"],
		["an unknown file", { ...byHand(10_000), proofFileId: "fil_01h2xcejqtf2nbrexx3vqjhp41" as const }, "/proofFileId"],
	])("%s is refused at its field", async (_what, input, pointer) => {
		const { ctx } = await tenant();
		await expect(startTopUp(ctx, input)).rejects.toMatchObject({ issues: [{ pointer }] });
	});

	test.each([10_000, 10_000_000])("of Rp %d is taken", async (amount) => {
		const { ctx } = await tenant();
		expect(await startTopUp(ctx, byHand(amount))).toMatchObject({ status: "awaiting_review" });
	});
});

describe("an adjustment", () => {
	const credit = (amount: number) => ({ direction: "credit" as const, amount: rupiah(amount), reason: "goodwill" });
	const debit = (amount: number) => ({ direction: "debit" as const, amount: rupiah(amount), reason: "correction" });

	test("moves money with its reason, and is in the audit log", async () => {
		const it = await tenant();
		const by = asSystem(await person("operator"));
		expect(await adjustWallet(by, it.ctx.tenantId, credit(90_000))).toMatchObject({ status: "applied" });
		expect(await adjustWallet(by, it.ctx.tenantId, debit(40_000))).toMatchObject({
			wallet: { wallets: [{ available: rupiah(50_000) }] },
		});
		const audits = await it.ctx.db.list(auditLogs, { where: eq(auditLogs.action, "wallet.debit") });
		expect(audits).toMatchObject([{ after: { reason: "correction", amount: rupiah(40_000) } }]);
	});

	test("never takes more than there is, also ten at once", async () => {
		const it = await tenant();
		await fundWallet(it.ctx, 55);
		const by = asSystem(await person("operator"));
		const tries = Array.from({ length: 10 }, () => adjustWallet(by, it.ctx.tenantId, debit(10)));
		const results = await Promise.allSettled(tries);
		const refused = results.flatMap((r) => (r.status === "rejected" ? [(r.reason as { code: string }).code] : []));
		expect(refused).toEqual(Array(5).fill("insufficient_funds"));
		expect(await availableOf(it)).toBe(5);
	});

	test("above the limit happens once a second person agrees, and not before; each is a request of its own", async () => {
		const it = await tenant();
		const [first, second] = [asSystem(await person("operator")), asSystem(await person("admin"))];
		const { fourEyesAbove } = await readBillingSettings(first.db);
		expect(await adjustWallet(first, it.ctx.tenantId, credit(1))).toMatchObject({ status: "applied" });
		const asked = await adjustWallet(first, it.ctx.tenantId, credit(fourEyesAbove + 1));
		expect(asked).toMatchObject({ status: "waiting_for_second_person" });
		const other = await adjustWallet(first, it.ctx.tenantId, credit(fourEyesAbove + 2));
		expect(other.approvalId).not.toBe(asked.approvalId);
		expect(await availableOf(it)).toBe(1);
		const approvalId = asked.approvalId ?? "apr_";
		await expect(approveRequest(first, approvalId)).rejects.toMatchObject({ code: "second_person_needed" });
		await Promise.all([approveRequest(second, approvalId), approveRequest(second, approvalId)]);
		expect(await availableOf(it)).toBe(fourEyesAbove + 2);
	});
});

test("the back office gives credit, holds, finalises and reads it all", async () => {
	const it = await tenant();
	await fundWallet(it.ctx, 100_000);
	const as = await person("operator");
	const path = `/api/v1/admin/wallets/${it.ctx.tenantId}`;
	const post = (what: string, body?: unknown) => request("POST", `${path}/${what}`, { as, body });
	const expiresAt = new Date(Date.now() + DAY).toISOString();
	const gift = { kind: "promotional", amount: rupiah(20_000), product: "platform", expiresAt, reason: "launch" };
	expect((await post("grants", gift)).status).toBe(201);
	expect((await post("grants", { ...gift, product: "nothing" })).status).toBe(422);
	const hold = { amount: rupiah(30_000), reason: "a node", referenceId: "order-1", expiresAt };
	const first = (await (await post("holds", hold)).json()) as { id: string };
	const second = (await (await post("holds", hold)).json()) as { id: string };
	expect((await post(`holds/${first.id}/finalise`, { product: "platform", amount: rupiah(10_000) })).status).toBe(200);
	expect((await post(`holds/${first.id}/release`)).status).toBe(409);

	expect(await (await request("GET", path, { as })).json()).toMatchObject({
		wallets: [{ settled: rupiah(90_000), available: rupiah(60_000), held: rupiah(30_000) }],
		grants: expect.arrayContaining([expect.objectContaining({ remaining: rupiah(20_000), product: "platform" })]),
		holds: [{ id: second.id }],
	});
	const entries = await request("GET", `${path}/entries?account=held`, { as });
	expect(((await entries.json()) as { items: unknown[] }).items).toHaveLength(3);
	const csv = await request("GET", "/api/v1/wallet/entries.csv", { as: it.owner });
	expect(csv.headers.get("content-type")).toContain("text/csv");
	const nobody = await request("GET", "/api/v1/admin/wallets/ten_01h2xcejqtf2nbrexx3vqjhp41", { as });
	expect(nobody.status).toBe(404);
});

describe("settings", () => {
	const put = async (body: unknown) => request("PUT", "/api/v1/wallet/settings", { as: (await tenant()).owner, body });
	const off = { lowBalance: null, autoTopUp: "off", threshold: null, amount: null, provider: null };
	const auto = {
		...off,
		autoTopUp: "threshold",
		threshold: rupiah(50_000),
		amount: rupiah(200_000),
		provider: "stripe",
	};

	test("are off until somebody turns them on, and come back as given", async () => {
		const { owner } = await tenant();
		const get = async () => (await request("GET", "/api/v1/wallet/settings", { as: owner })).json();
		expect(await get()).toEqual(off);
		const body = { ...auto, lowBalance: rupiah(75_000) };
		expect((await request("PUT", "/api/v1/wallet/settings", { as: owner, body })).status).toBe(200);
		expect(await get()).toEqual(body);
		expect(await (await request("GET", "/api/v1/wallet", { as: owner })).json()).toMatchObject({
			...{ lowBalance: rupiah(75_000), autoTopUp: "threshold" },
		});
	});

	test.each([
		["no threshold", { ...auto, threshold: null }, "/threshold"],
		["no provider", { ...auto, provider: null }, "/provider"],
		["a target below the threshold", { ...auto, autoTopUp: "target", amount: rupiah(50_000) }, "/amount"],
		["two currencies", { ...auto, amount: { amount: 5_000, currency: "USD" } }, "/amount"],
		["too small a top-up", { ...auto, amount: rupiah(9_999) }, "/amount/amount"],
		["a negative notice", { ...off, lowBalance: rupiah(-1) }, "/lowBalance/amount"],
	])("%s: 422 at the field", async (_what, body, pointer) => {
		const response = await put(body);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ issues: [{ pointer }] });
	});
});
