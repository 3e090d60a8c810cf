import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { money } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import { type MidtransSettings, midtrans } from "#worker/modules/billing/providers/midtrans/midtrans";
import type { Checkout, ProviderOrder } from "#worker/modules/billing/providers/provider";
import { startMidtrans } from "./server.ts";

/** A webhook endpoint that keeps what it is sent, and answers as it is told. */
async function startListener() {
	const received: { body: string; headers: Headers }[] = [];
	const answers: number[] = [];
	const server = createServer(async (request, response) => {
		received.push({ body: await text(request), headers: new Headers(request.headers as Record<string, string>) });
		response.writeHead(answers.shift() ?? 200).end();
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/midtrans`;
	return { received, answers, url, stop: () => server.close() };
}

/** A merchant with our adapter, a webhook, and Midtrans on the other end of real HTTP; the clock is the test's. */
export async function startMerchant({ serverKey }: { serverKey: string }) {
	const clock = { now: Date.parse("2026-11-20T03:00:00Z") };
	const listener = await startListener();
	const peer = await startMidtrans({ serverKey, now: () => clock.now });
	let serial = 0;

	const adapter = (changes: Partial<MidtransSettings> = {}) =>
		midtrans({ serverKey, snapUrl: peer.snapUrl, apiUrl: peer.apiUrl, fetch, now: () => clock.now, ...changes });

	function someCheckout(changes: Partial<Checkout> = {}): Checkout {
		serial += 1;
		return {
			paymentId: `pay_${serial}`,
			amount: money(154_600, "IDR"),
			lines: [
				{ id: "plan", name: "Paket Niaga | bulanan", price: money(80_000, "IDR"), quantity: 2 },
				{ id: "discount", name: "Potongan", price: money(-5_400, "IDR"), quantity: 1 },
			],
			customer: { name: "Toko Bunga Sari", email: "sari@tokobunga.example", reference: null },
			returnUrl: "https://sewa.example/payments/back",
			notifyUrl: listener.url,
			expiresAt: clock.now + DAY,
			locale: "id",
			save: false,
			...changes,
		};
	}

	async function started(changes: Partial<Checkout> = {}) {
		const checkout = someCheckout(changes);
		const { checkoutUrl } = await adapter().create(checkout);
		return { checkout, checkoutUrl, id: checkout.paymentId, order: orderOf(checkout) };
	}

	async function paid(channel: string) {
		const it = await started();
		const tx = peer.midtrans.pay(it.id, channel);
		await peer.midtrans.due();
		return { ...it, tx, order: orderOf(it.checkout, tx.id) };
	}

	/** The bodies of an order's notifications, in order of their arrival. */
	const bodiesOf = (id: string) =>
		listener.received.flatMap(({ body }) => (JSON.parse(body).order_id === id ? body : []));
	const statesOf = (id: string): string[] => bodiesOf(id).map((body) => JSON.parse(body).transaction_status);

	async function stop() {
		await peer.stop();
		listener.stop();
	}
	return { clock, peer, listener, adapter, someCheckout, started, paid, bodiesOf, statesOf, stop };
}

export const orderOf = ({ paymentId, amount }: Checkout, transactionId: string | null = null): ProviderOrder => ({
	paymentId,
	reference: paymentId,
	transactionId,
	amount,
});
