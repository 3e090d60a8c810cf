import Stripe from "stripe";
import { ProviderError } from "../provider";

export type StripeSettings = {
	secretKey: string;
	/** `https://api.stripe.com`, or where a peer listens. */
	apiUrl: string;
	/** `whsec_…`; several during a roll, separated by commas or spaces. */
	webhookSecret: string;
	fetch: typeof fetch;
	timeoutMs?: number;
	/** The clock that expiry of checkouts is measured by; the wall clock unless told otherwise. */
	now?: () => number;
};

const TIMEOUT_MS = 15_000;

/** Clients by the way out they were given: building one costs a millisecond, and every job asks for one. */
const clients = new WeakMap<typeof fetch, Map<string, Stripe>>();

/** Stripe's own client over the given fetch, with the API version the package is pinned to. */
export function stripeClient(settings: StripeSettings): Stripe {
	const ofFetch = clients.get(settings.fetch) ?? new Map<string, Stripe>();
	clients.set(settings.fetch, ofFetch);
	const name = `${settings.secretKey} ${settings.apiUrl} ${settings.timeoutMs}`;
	const client = ofFetch.get(name) ?? newClient(settings);
	ofFetch.set(name, client);
	return client;
}

function newClient(settings: StripeSettings): Stripe {
	const { protocol, hostname, port } = new URL(settings.apiUrl);
	const insecure = protocol === "http:";
	return new Stripe(settings.secretKey, {
		host: hostname,
		port: port || (insecure ? 80 : 443),
		protocol: insecure ? "http" : "https",
		httpClient: Stripe.createFetchHttpClient(settings.fetch),
		timeout: settings.timeoutMs ?? TIMEOUT_MS,
		// Whoever calls has a patience of its own, and asks again under the same idempotency key.
		maxNetworkRetries: 0,
		telemetry: false,
	});
}

/** Awaits an answer; whatever goes wrong leaves as a `ProviderError`. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		throw error instanceof Stripe.errors.StripeError ? providerError(error) : error;
	}
}

type Failure = InstanceType<typeof Stripe.errors.StripeError>;

/** Stripe's codes and its request id, but none of its sentences: they may repeat addresses and parts of keys. */
function providerError(error: Failure): ProviderError {
	const { StripeAuthenticationError, StripePermissionError } = Stripe.errors;
	if (error instanceof StripeAuthenticationError || error instanceof StripePermissionError) {
		return new ProviderError("unauthorised", `stripe does not accept the key${traceOf(error)}`);
	}
	if (mayPass(error)) {
		return new ProviderError("unavailable", `stripe did not answer${traceOf(error)}`, { cause: error.detail });
	}
	const what = [error.rawType, error.code, error.param].filter(Boolean).join(", ");
	return new ProviderError("refused", `stripe refused: ${what || error.type}${traceOf(error)}`);
}

/** 409 is another request with the same key under way; an API error without a status is an unreadable answer. */
function mayPass(error: Failure): boolean {
	const { StripeConnectionError, StripeRateLimitError, StripeAPIError } = Stripe.errors;
	if (error instanceof StripeConnectionError || error instanceof StripeRateLimitError) return true;
	const status = error.statusCode ?? 500;
	return error instanceof StripeAPIError && (status >= 500 || status === 409);
}

function traceOf({ statusCode, requestId }: Failure): string {
	const trace = [statusCode && `HTTP ${statusCode}`, requestId].filter(Boolean).join(", ");
	return trace ? ` (${trace})` : "";
}
