import { exports } from "cloudflare:workers";
import { createMidtrans } from "#tests/peers/midtrans/midtrans";
import { createStripe } from "#tests/peers/stripe/stripe";

/** As vitest.config.ts tells the worker. */
export const MIDTRANS_KEY = "SB-Mid-server-TESTTESTTEST";
export const STRIPE_KEY = "sk_test_51TESTTESTTESTTEST";
export const STRIPE_SECRET = "whsec_test_0123456789abcdef";
const MIDTRANS = "http://midtrans.test";
const STRIPE = "http://stripe.test";

/** Notifications reach the worker under test as they would over the network. */
const deliver = async (url: string, body: string, headers: Record<string, string>) => {
	const response = await exports.default.fetch(new Request(url, { method: "POST", body, headers }));
	await response.arrayBuffer();
	return response.status;
};
const common = { now: () => Date.now(), random: () => Math.random(), deliver };

/** The practice gateways, in process: the worker's own `fetch` leads here. */
export const midtransPeer = createMidtrans({
	...common,
	serverKey: MIDTRANS_KEY,
	publicUrl: () => MIDTRANS,
	notifyUrl: "http://localhost/api/v1/webhooks/midtrans",
});
export const stripePeer = createStripe({
	...common,
	secretKey: STRIPE_KEY,
	webhookSecret: STRIPE_SECRET,
	publicUrl: () => STRIPE,
	webhookUrl: "http://localhost/api/v1/webhooks/stripe",
});

let reached = false;

/** Leads what the worker asks of the gateways to them; everything else has no network here. Once for all files. */
export function reachGateways(): void {
	if (reached) return;
	reached = true;
	const outside = globalThis.fetch;
	globalThis.fetch = (input, init) => {
		const url = input instanceof Request ? input.url : String(input);
		if (url.startsWith(MIDTRANS)) return midtransPeer.fetch(new Request(input as RequestInfo, init));
		if (url.startsWith(STRIPE)) return stripePeer.fetch(new Request(input as RequestInfo, init));
		return outside(input, init);
	};
}
