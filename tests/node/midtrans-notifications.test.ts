import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startMerchant } from "#tests/peers/midtrans/merchant";
import { money } from "#worker/kernel/money";
import { HOUR, MINUTE } from "#worker/kernel/time";

const KEY = "SB-Mid-server-TEST";
let merchant: Awaited<ReturnType<typeof startMerchant>>;

beforeAll(async () => {
	merchant = await startMerchant({ serverKey: KEY });
});
afterAll(() => merchant.stop());

const lastOf = (id: string) => merchant.bodiesOf(id).at(-1) ?? "";
const parse = (body: string) =>
	merchant.adapter().parseWebhook({ headers: new Headers(), body, at: merchant.clock.now });

test("a notification is signed, of strings, from Veritrans, and names its order", async () => {
	const { id, tx } = await merchant.paid("bca_va");
	const { headers, body } = merchant.listener.received.findLast((one) => one.body.includes(tx.id)) ?? {};
	expect(headers?.get("user-agent")).toBe("Veritrans");
	const said = JSON.parse(body ?? "");
	const scalars = Object.values(said).filter((value) => typeof value !== "object");
	expect(scalars.every((value) => typeof value === "string")).toBe(true);
	expect(said.gross_amount).toBe("154600.00");
	expect(await parse(body ?? "")).toEqual({
		id: expect.stringMatching(/^[0-9a-f]{64}$/),
		kind: "settlement",
		order: { paymentId: id, reference: id, transactionId: tx.id },
		claims: "paid",
	});
});

test("a forged, unsigned or unreadable notification is refused with its reason", async () => {
	const { id } = await merchant.paid("qris");
	const said = JSON.parse(lastOf(id));
	const refused = (body: unknown) => parse(typeof body === "string" ? body : JSON.stringify(body));
	const { signature_key, order_id, ...rest } = said;
	await expect(refused({ ...said, gross_amount: "1.00" })).rejects.toMatchObject({ reason: "signature_wrong" });
	await expect(refused({ ...said, signature_key: "00" })).rejects.toMatchObject({ reason: "signature_wrong" });
	await expect(refused({ ...rest, order_id })).rejects.toMatchObject({ reason: "signature_missing" });
	await expect(refused({ ...rest, signature_key })).rejects.toMatchObject({ reason: "malformed" });
	await expect(refused({ ...said, gross_amount: 154600 })).rejects.toMatchObject({ reason: "malformed" });
	await expect(refused("not json")).rejects.toMatchObject({ reason: "malformed" });
	await expect(refused("[]")).rejects.toMatchObject({ reason: "malformed" });
});

test("deliveries of one event share an id; a signature replayed under another state has its own", async () => {
	merchant.peer.midtrans.misbehave({ kind: "duplicate_notification" });
	const { id } = await merchant.paid("qris");
	const bodies = merchant.bodiesOf(id);
	const ids = await Promise.all(bodies.map(async (body) => (await parse(body)).id));
	expect(bodies).toHaveLength(3);
	expect(new Set(ids).size).toBe(2);
	const genuine = JSON.parse(lastOf(id));
	const replayed = await parse(JSON.stringify({ ...genuine, transaction_status: "refund" }));
	expect(ids).not.toContain(replayed.id);
	expect(replayed.claims).toBe("refunded");
	expect(
		await merchant.adapter().verify({ paymentId: id, reference: id, transactionId: null, amount: money(1, "IDR") }),
	).toMatchObject({
		state: "paid",
		refunds: [],
	});
});

test("the two notifications of a refund are two events", async () => {
	const { order, id } = await merchant.paid("qris");
	await merchant.adapter().refund(order, { key: "ref_5", amount: order.amount, reason: "" });
	merchant.peer.midtrans.confirmRefund(id, "ref_5");
	await merchant.peer.midtrans.due();
	const events = await Promise.all(
		merchant.listener.received.filter(({ body }) => body.includes("ref_5")).map(({ body }) => parse(body)),
	);
	expect(events.map(({ claims }) => claims)).toEqual(["refunded", "refunded"]);
	expect(new Set(events.map((event) => event.id)).size).toBe(2);
});

test("notifications overtake each other, come hours late or not at all, when told to", async () => {
	merchant.peer.midtrans.misbehave({ kind: "reorder_notifications" });
	const overtaken = await merchant.paid("qris");
	merchant.clock.now += 1;
	await merchant.peer.midtrans.due();
	expect(merchant.statesOf(overtaken.id)).toEqual(["settlement", "pending"]);

	merchant.peer.midtrans.misbehave({ kind: "lose_notification" }, { kind: "delay_notification", byMs: 3 * HOUR });
	const late = await merchant.paid("qris");
	expect(merchant.statesOf(late.id)).toEqual([]);
	merchant.clock.now += 3 * HOUR;
	await merchant.peer.midtrans.due();
	expect(merchant.statesOf(late.id)).toEqual(["settlement"]);
});

test.each([
	[200, 1],
	[302, 1],
	[500, 2],
	[400, 3],
	[404, 3],
	[503, 5],
	[418, 6],
])("answered %i, a notification is sent %i times", async (answer, times) => {
	const { id } = await merchant.started();
	merchant.peer.midtrans.pick(id, "qris");
	merchant.listener.answers.push(...Array<number>(times).fill(answer));
	const gaps: number[] = [];
	for (let round = 0; round < 7; round++) {
		await merchant.peer.midtrans.due();
		const next = merchant.peer.midtrans.nextDeliveryAt();
		if (next === null) break;
		gaps.push(Math.round((next - merchant.clock.now) / MINUTE));
		merchant.clock.now = next;
	}
	expect(merchant.statesOf(id)).toHaveLength(times);
	[2, 10, 30, 90, 210].slice(0, gaps.length).forEach((gap, at) => {
		expect(gaps[at]).toBeGreaterThanOrEqual(Math.floor(gap * 0.9));
		expect(gaps[at]).toBeLessThanOrEqual(Math.ceil(gap * 1.1));
	});
	merchant.listener.answers.length = 0;
});

test("a pending payment expires by itself and says so", async () => {
	const { id, order } = await merchant.started({ expiresAt: merchant.clock.now + HOUR });
	merchant.peer.midtrans.pick(id, "bca_va");
	merchant.clock.now += HOUR;
	await merchant.peer.midtrans.due();
	expect(merchant.statesOf(id)).toEqual(["pending", "expire"]);
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "expired" });
});

test("Core keeps a successful reply under its idempotency key for five minutes", async () => {
	const { id } = await merchant.paid("qris");
	const refund = (key: string) =>
		fetch(`${merchant.peer.apiUrl}/v2/${id}/refund`, {
			method: "POST",
			headers: {
				authorization: `Basic ${btoa(`${KEY}:`)}`,
				"content-type": "application/json",
				"idempotency-key": key,
			},
			body: JSON.stringify({ refund_key: "ref_6", amount: 1000, reason: "" }),
		}).then((answer) => answer.json() as Promise<{ status_code: string }>);
	const first = await refund("once");
	expect(first.status_code).toBe("200");
	expect(await refund("once")).toEqual(first);
	expect(await refund("x".repeat(47))).toMatchObject({ status_code: "406" });
	merchant.clock.now += 5 * MINUTE;
	expect(await refund("once")).toMatchObject({ status_code: "406" });
});

test("on Snap's page a stranger picks a virtual account, pays, and comes back to the merchant", async () => {
	const { checkoutUrl, order, id } = await merchant.started();
	const post = (path: string, form: Record<string, string>) =>
		fetch(`${checkoutUrl}${path}`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
	expect(await (await fetch(checkoutUrl)).text()).toContain("BCA Virtual Account");
	expect((await post("/pick", { channel: "bca_va" })).status).toBe(303);
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "pending", channel: "bca_va" });
	const back = await post("/pay", {});
	const target = new URL(back.headers.get("location") ?? "");
	expect(target.origin + target.pathname).toBe("https://sewa.example/payments/back");
	expect(Object.fromEntries(target.searchParams)).toEqual({
		order_id: id,
		status_code: "200",
		transaction_status: "settlement",
	});
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "paid" });
	expect(await (await fetch(checkoutUrl)).text()).toContain("Pembayaran berhasil");
});

test.each([
	["4811111111111114", "capture/accept"],
	["4911111111111113", "deny/accept"],
	["4611111111111116", "deny/deny"],
	["4024007176265022", "pending/accept"],
])("the practice card %s ends in %s", async (number, says) => {
	const { checkoutUrl, order } = await merchant.started();
	const body = new URLSearchParams({ number, expiry: "12/39", cvv: "123" });
	await fetch(`${checkoutUrl}/card`, { method: "POST", body, redirect: "manual" });
	expect(await merchant.adapter().verify(order)).toMatchObject({ says });
});

test("an unknown card and somebody's markup do no harm on the page", async () => {
	const { checkoutUrl, order } = await merchant.started({
		customer: { name: "<script>alert(1)</script>", email: "a@b.example", reference: null },
	});
	const body = new URLSearchParams({ number: "4000000000000002", expiry: "12/39", cvv: "123" });
	const answer = await fetch(`${checkoutUrl}/card`, { method: "POST", body, redirect: "manual" });
	expect(answer.status).toBe(422);
	expect(await answer.text()).not.toContain("<script>");
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "not_started" });
});

test("other suites steer it over HTTP, and its ticker delivers", async () => {
	const { id, order } = await merchant.started();
	const steer = (act: string, body: unknown) =>
		fetch(`${merchant.peer.url}/__control/${act}`, { method: "POST", body: JSON.stringify(body) });
	expect((await steer("pay", { order_id: id, channel: "gopay" })).status).toBe(200);
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "paid", channel: "gopay" });
	await vi.waitFor(() => expect(merchant.statesOf(id)).toEqual(["pending", "settlement"]));
	expect((await steer("expire", { order_id: id })).status).toBe(409);
	expect((await steer("misbehave", { kind: "error_before", status: 503 })).status).toBe(204);
	await expect(merchant.adapter().verify(order)).rejects.toMatchObject({ kind: "unavailable" });
	const listed = await (await fetch(`${merchant.peer.url}/__control/transactions`)).text();
	expect(listed).toContain(id);
});

test("the peer's own signature is the documented one", async () => {
	const { id } = await merchant.paid("qris");
	const said = JSON.parse(lastOf(id));
	const signed = `${id}${said.status_code}${said.gross_amount}${KEY}`;
	expect(said.signature_key).toBe(createHash("sha512").update(signed).digest("hex"));
});
