import { startMidtrans } from "../../tests/peers/midtrans/server.ts";
import { startStripe } from "../../tests/peers/stripe/server.ts";
import { tryPort } from "./ports.ts";

export const GATEWAY_VARIABLES = [
	"MIDTRANS_SERVER_KEY",
	"MIDTRANS_SNAP_URL",
	"MIDTRANS_API_URL",
	"STRIPE_SECRET_KEY",
	"STRIPE_API_URL",
	"STRIPE_WEBHOOK_SECRET",
] as const;

type Gateways = { variables: Record<string, string>; pages: string[]; stop: () => Promise<void> };

/**
 * A practice Midtrans and Stripe on this machine, for each that no variable names a key of: so a payment can be
 * made offline. They forget everything when they stop.
 */
export async function startGateways(port: number, given: Record<string, string>): Promise<Gateways> {
	const app = `http://localhost:${port}/api/v1/webhooks`;
	const variables: Record<string, string> = {};
	const running: { url: string; stop: () => Promise<void> }[] = [];
	if (!given.MIDTRANS_SERVER_KEY) {
		const serverKey = "SB-Mid-server-practice-0001";
		const midtrans = await startMidtrans({ serverKey, port: await tryPort(port + 1), notifyUrl: `${app}/midtrans` });
		Object.assign(variables, {
			MIDTRANS_SERVER_KEY: serverKey,
			MIDTRANS_SNAP_URL: `${midtrans.url}/snap/v1`,
			MIDTRANS_API_URL: midtrans.url,
		});
		running.push(midtrans);
	}
	if (!given.STRIPE_SECRET_KEY) {
		const [secretKey, webhookSecret] = ["sk_test_practice_0001", "whsec_practice_0001"];
		const stripe = await startStripe({
			...{ secretKey, webhookSecret, webhookUrl: `${app}/stripe` },
			port: await tryPort(port + 2),
		});
		Object.assign(variables, {
			STRIPE_SECRET_KEY: secretKey,
			STRIPE_API_URL: stripe.url,
			STRIPE_WEBHOOK_SECRET: webhookSecret,
		});
		running.push(stripe);
	}
	return {
		variables,
		pages: running.map(({ url }) => url),
		stop: async () => {
			await Promise.all(running.map(({ stop }) => stop()));
		},
	};
}
