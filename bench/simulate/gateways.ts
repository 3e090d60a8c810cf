import { createMidtrans } from "#tests/peers/midtrans/midtrans";
import { createStripe } from "#tests/peers/stripe/stripe";
import type { Env } from "#worker/env";
import { AppError, toProblem } from "#worker/kernel/errors";
import { machineContext } from "#worker/machine-context";
import { receiveWebhook } from "#worker/modules/billing/inbox/receive-webhook";
import type { Gateway } from "#worker/modules/billing/providers/provider";
import { chanceOf, fractionOf } from "./chance";
import type { Clock } from "./virtual-time";

const MIDTRANS = "http://midtrans.simulated";
const STRIPE = "http://stripe.simulated";
const KEYS = { midtrans: "SB-Mid-server-SIMULATED", stripe: "sk_test_simulated", secret: "whsec_simulated_0123456789" };

/** What the API's settings say about where the practice gateways are. */
export const GATEWAY_VARIABLES = {
	MIDTRANS_SERVER_KEY: KEYS.midtrans,
	MIDTRANS_SNAP_URL: `${MIDTRANS}/snap/v1`,
	MIDTRANS_API_URL: MIDTRANS,
	STRIPE_SECRET_KEY: KEYS.stripe,
	STRIPE_API_URL: STRIPE,
	STRIPE_WEBHOOK_SECRET: KEYS.secret,
};

type Options = {
	seed: number;
	clock: Clock;
	env: Env;
	/** Told of every webhook that arrives; may make its isolate die. */
	around: (gateway: Gateway, receive: () => Promise<void>) => Promise<void>;
};

/** Both practice gateways on the simulated clock. Their notifications enter by the real use case. */
export function openGateways({ seed, clock, env, around }: Options) {
	const random = chanceOf(seed, "gateways");
	const common = { now: () => clock.now, random: () => fractionOf(random) };

	const deliverTo = (gateway: Gateway) => async (url: string, body: string, headers: Record<string, string>) => {
		const { db, ...base } = machineContext(env, { kind: "anonymous", id: "-", name: "-" }, clock.now);
		const request = new Request(url, { method: "POST", body, headers });
		let status = 500;
		await around(gateway, async () => {
			status = await answerOf(() => receiveWebhook({ ...base, installation: db }, gateway, request));
		});
		return status;
	};

	const midtrans = createMidtrans({
		...common,
		serverKey: KEYS.midtrans,
		publicUrl: () => MIDTRANS,
		notifyUrl: "http://sewa.simulated/api/v1/webhooks/midtrans",
		deliver: deliverTo("midtrans"),
	});
	const stripe = createStripe({
		...common,
		secretKey: KEYS.stripe,
		webhookSecret: KEYS.secret,
		publicUrl: () => STRIPE,
		webhookUrl: "http://sewa.simulated/api/v1/webhooks/stripe",
		deliver: deliverTo("stripe"),
	});

	let insists = false;
	function reach(request: Request): Promise<Response> | null {
		const gateway = [midtrans, stripe][[MIDTRANS, STRIPE].findIndex((base) => request.url.startsWith(base))];
		if (!gateway) return null;
		return insists ? insist(gateway.fetch, request) : gateway.fetch(request);
	}

	/** While `run` runs, what gets no answer is asked again. */
	async function answered<T>(run: () => Promise<T>): Promise<T> {
		insists = true;
		try {
			return await run();
		} finally {
			insists = false;
		}
	}

	/** What has fallen due there by now: expiries, settlements, notifications. */
	async function due(): Promise<void> {
		await midtrans.due(clock.now);
		await stripe.due(clock.now);
	}

	return { midtrans, stripe, reach, answered, due };
}
export type Gateways = ReturnType<typeof openGateways>;

const MOST_TRIES = 20;

async function insist(ask: (request: Request) => Promise<Response>, request: Request): Promise<Response> {
	for (let tries = 1; ; tries++) {
		const answer = await ask(request.clone()).catch((error: unknown) => error as Error);
		if (tries === MOST_TRIES || (answer instanceof Response && answer.status < 500)) {
			if (answer instanceof Response) return answer;
			throw answer;
		}
	}
}

async function answerOf(receive: () => Promise<unknown>): Promise<number> {
	try {
		await receive();
		return 200;
	} catch (error) {
		if (error instanceof AppError) return toProblem(error, "simulated").status;
		throw error;
	}
}
