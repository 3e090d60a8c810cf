import { expect, test } from "vitest";
import { signatureHeader } from "#tests/peers/stripe/events";
import { claimsOf } from "./claims";
import { parseWebhook } from "./webhook";

const SECRET = "whsec_test_secret";
const AT = 1_700_000_000_000;
const SESSION = {
	id: "cs_1",
	object: "checkout.session",
	client_reference_id: "pay_1",
	metadata: { payment_id: "pay_1" },
	payment_intent: "pi_1",
	payment_status: "paid",
	status: "complete",
};

const eventOf = (type: string, object: unknown) =>
	JSON.stringify({ id: "evt_1", object: "event", type, data: { object } });
const receive = (body: string, signature: string, { at = AT, secrets = [SECRET] } = {}) =>
	parseWebhook(secrets, { headers: new Headers({ "stripe-signature": signature }), body, at });
const receiveSigned = async (type: string, object: unknown) => {
	const body = eventOf(type, object);
	return receive(body, await signatureHeader([SECRET], body, AT));
};

test("the signature is Stripe's: a known body, time and secret give the known signature", async () => {
	const body = JSON.stringify({ id: "evt_test_webhook", object: "event" }, null, 2);
	const known = "t=1700000000,v1=4f1cd7feda9826e746b7d482c4badebb657398df1099e1046364f6196a230150";
	expect(await signatureHeader([SECRET], body, AT)).toBe(known);
	// It passes as authentic, and is then refused for what it lacks: a type.
	await expect(receive(body, known)).rejects.toMatchObject({ reason: "malformed" });
});

test("a completed checkout names the payment, the session and the intent", async () => {
	expect(await receiveSigned("checkout.session.completed", SESSION)).toEqual({
		id: "evt_1",
		kind: "checkout.session.completed",
		order: { paymentId: "pay_1", reference: "cs_1", transactionId: "pi_1" },
		claims: "paid",
	});
});

test("no header, another secret, another body and another time are told apart", async () => {
	const body = eventOf("checkout.session.completed", SESSION);
	const header = await signatureHeader([SECRET], body, AT);
	const foreign = await signatureHeader(["whsec_other"], body, AT);
	const unsigned = parseWebhook([SECRET], { headers: new Headers(), body, at: AT });
	await expect(unsigned).rejects.toMatchObject({ reason: "signature_missing" });
	for (const [sent, signature] of [
		[body, foreign],
		[body.replace("pay_1", "pay_2"), header],
		[body.slice(0, -1), header],
		[body, header.slice(0, -1)],
		[body, header.replace("t=1700000000", "t=1700000001")],
		[body, "t=1700000000"],
		[body, "nonsense"],
		["", header],
	] as const) {
		await expect(receive(sent, signature)).rejects.toMatchObject({ reason: "signature_wrong" });
	}
});

test("five minutes are tolerated, and not a second more", async () => {
	const body = eventOf("checkout.session.completed", SESSION);
	const header = await signatureHeader([SECRET], body, AT);
	await expect(receive(body, header, { at: AT + 300_000 })).resolves.toMatchObject({ id: "evt_1" });
	await expect(receive(body, header, { at: AT + 301_000 })).rejects.toMatchObject({ reason: "too_old" });
});

test("while a secret is rolled, either side may be ahead", async () => {
	const body = eventOf("checkout.session.completed", SESSION);
	const both = await signatureHeader(["whsec_old", SECRET], body, AT);
	const old = await signatureHeader(["whsec_old"], body, AT);
	await expect(receive(body, both)).resolves.toMatchObject({ id: "evt_1" });
	await expect(receive(body, old, { secrets: [SECRET, "whsec_old"] })).resolves.toMatchObject({ id: "evt_1" });
	await expect(receive(body, old)).rejects.toMatchObject({ reason: "signature_wrong" });
});

test.each(["", "{", "[]", "null", '{"id":1}', '{"id":"evt_1"}'])("an authentic %j is malformed", async (body) => {
	const header = await signatureHeader([SECRET], body, AT);
	const reason = body === "" ? "signature_wrong" : "malformed";
	await expect(receive(body, header)).rejects.toMatchObject({ reason });
});

test.each([
	["payment_intent", { object: "payment_intent", id: "pi_1", metadata: { payment_id: "pay_1" } }, "pay_1"],
	["charge", { object: "charge", id: "ch_1", payment_intent: "pi_1", metadata: { payment_id: "pay_1" } }, "pay_1"],
	["refund", { object: "refund", id: "re_1", payment_intent: { id: "pi_1" }, metadata: null }, null],
	["dispute", { object: "dispute", id: "du_1", payment_intent: "pi_1", metadata: {} }, null],
])("an event about a %s is told by its intent", async (_, object, paymentId) => {
	const { order } = await receiveSigned("any.kind", object);
	expect(order).toEqual({ paymentId, reference: null, transactionId: "pi_1" });
});

test.each([
	["a customer", { object: "customer", id: "cus_1" }],
	["somebody else's intent", { object: "payment_intent", id: "pi_1", metadata: {} }],
	["somebody else's session", { object: "checkout.session", id: "cs_1" }],
	["a charge without an intent", { object: "charge", id: "ch_1" }],
	["nothing", null],
])("an event about %s is about no order", async (_, object) => {
	expect(await receiveSigned("any.kind", object)).toMatchObject({ order: null, claims: null });
});

test.each([
	["checkout.session.completed", { payment_status: "paid" }, "paid"],
	["checkout.session.completed", { payment_status: "unpaid" }, "pending"],
	["checkout.session.expired", {}, "expired"],
	["payment_intent.payment_failed", {}, "denied"],
	["payment_intent.created", {}, null],
	["charge.refunded", {}, "refunded"],
	["charge.dispute.created", {}, "disputed"],
	["charge.dispute.closed", { status: "lost" }, "disputed"],
	["charge.dispute.closed", { status: "won" }, "paid"],
	["product.updated", {}, null],
] as const)("%s %j claims %s", (kind, about, claims) => {
	expect(claimsOf(kind, about)).toBe(claims);
});
