import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, buyer, person, request, system } from "#tests/factories";
import { MIDTRANS_KEY, midtransPeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { newId } from "#worker/kernel/ids";
import { inbox, webhookRefusals } from "./tables";

const hex = (buffer: ArrayBuffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, "0")).join("");

async function notification(orderId: string, over: Record<string, string> = {}, key = MIDTRANS_KEY) {
	const fields = { order_id: orderId, status_code: "200", gross_amount: "165390.00", ...over };
	const text = fields.order_id + fields.status_code + fields.gross_amount + key;
	const signature_key = hex(await crypto.subtle.digest("SHA-512", new TextEncoder().encode(text)));
	const rest = { transaction_status: "settlement", transaction_id: crypto.randomUUID(), payment_type: "qris" };
	return { ...rest, fraud_status: "accept", transaction_time: "2026-11-21 10:00:00", ...fields, signature_key };
}

const post = (body: unknown, to = "midtrans", headers: Record<string, string> = {}) =>
	request("POST", `/api/v1/webhooks/${to}`, { body: typeof body === "string" ? body : JSON.stringify(body), headers });
const refusals = async (provider: "midtrans" | "stripe", reason: string) => {
	const where = and(eq(webhookRefusals.provider, provider), eq(webhookRefusals.reason, reason));
	return (await system().db.list(webhookRefusals, { where })).reduce((sum, row) => sum + row.count, 0);
};

test("a signed notification of an order nobody knows is answered 200, parked and shown", async () => {
	const order = newId("payment");
	const response = await post(await notification(order));
	expect(response.status).toBe(200);
	await drainOutbox();
	const [event] = await system().db.list(inbox, { where: eq(inbox.orderId, order) });
	expect(event).toMatchObject({ status: "parked", note: "There is no such order." });
	const admin = await person("admin");
	const list = await request("GET", `/api/v1/admin/inbox?status=parked&search=${order}`, { as: admin });
	expect(await list.json()).toMatchObject({ items: [{ orderId: order, status: "parked" }] });
});

test("the same body again is counted, not stored again", async () => {
	const order = newId("payment");
	const body = await notification(order);
	const answers = await Promise.all(Array.from({ length: 8 }, () => post(body)));
	expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
	const stored = await system().db.list(inbox, { where: eq(inbox.orderId, order) });
	expect(stored.map((event) => event.deliveries)).toEqual([8]);
});

test("forged, unsigned, truncated and oversized webhooks are refused, counted and not kept", async () => {
	const order = newId("payment");
	const forged = await notification(order, {}, "SB-Mid-server-SOMEBODYELSE");
	const { signature_key: _signature, ...unsigned } = await notification(order);
	const before = await Promise.all([
		refusals("midtrans", "signature_wrong"),
		refusals("midtrans", "signature_missing"),
		refusals("midtrans", "malformed"),
		refusals("midtrans", "too_large"),
	]);
	expect((await post(forged)).status).toBe(401);
	expect((await post(unsigned)).status).toBe(401);
	expect((await post(JSON.stringify(await notification(order)).slice(0, 80))).status).toBe(400);
	expect((await post(JSON.stringify({ ...(await notification(order)), filler: "x".repeat(300_000) }))).status).toBe(
		413,
	);
	const after = await Promise.all([
		refusals("midtrans", "signature_wrong"),
		refusals("midtrans", "signature_missing"),
		refusals("midtrans", "malformed"),
		refusals("midtrans", "too_large"),
	]);
	expect(after.map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 1, 1]);
	expect(await system().db.list(inbox, { where: eq(inbox.orderId, order) })).toEqual([]);
});

test("Stripe: no signature and a wrong one are 401, also with a body that is not JSON", async () => {
	expect((await post("{", "stripe")).status).toBe(401);
	expect((await post("{}", "stripe", { "stripe-signature": "t=1,v1=00" })).status).toBe(401);
});

test("a replayed signature with another status text moves no money: the provider is asked", async () => {
	const { ctx, owner, founded } = await buyer({}, Date.now());
	const body = { method: "midtrans", amount: founded.invoice?.total };
	const started = await request("POST", `/api/v1/invoices/${founded.invoice?.id}/payments`, { as: owner, body });
	const { id } = (await started.json()) as { id: string };
	midtransPeer.pick(id, "bca_va");
	await midtransPeer.due(Date.now());
	await drainOutbox();
	// The pending notification's own signature, with words it does not cover.
	await post(await notification(id, { status_code: "201", gross_amount: `${founded.invoice?.total.amount}.00` }));
	await drainOutbox();
	const payment = await request("GET", `/api/v1/payments/${id}`, { as: owner });
	expect(await payment.json()).toMatchObject({ status: "pending" });
	expect(ctx.tenantId).toBeTruthy();
});

test("a parked event is handled again by the replay button once its order is there", async () => {
	const order = newId("payment");
	await post(await notification(order));
	await drainOutbox();
	const [event] = await system().db.list(inbox, { where: eq(inbox.orderId, order) });
	const operator = await person("operator");
	const replay = await request("POST", `/api/v1/admin/inbox/${event?.id}/replay`, { as: operator });
	expect(await replay.json()).toMatchObject({ status: "received", attempts: 0 });
	await drainOutbox();
	const [again] = await system().db.list(inbox, { where: eq(inbox.orderId, order) });
	expect(again).toMatchObject({ status: "parked", attempts: 1 });
	expect(asSystem(operator).actor.kind).toBe("user");
});
