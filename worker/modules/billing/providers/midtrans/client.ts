import * as z from "zod";
import { withDeadline } from "#worker/kernel/deadline";
import { ProviderError } from "../provider";

export type MidtransSettings = {
	serverKey: string;
	/** Ends in `/snap/v1`. */
	snapUrl: string;
	/** The host alone; `/v2` is added here. */
	apiUrl: string;
	fetch: typeof fetch;
	timeoutMs?: number;
	/** The clock that expiries are counted from. */
	now?: () => number;
};

/** `code` is the logical status: Core answers HTTP 200 with the truth in `status_code`, Snap uses HTTP alone. */
export type Answer = { code: number; body: Record<string, unknown> };
type Call = { method: "GET" | "POST"; url: string; body?: unknown; headers?: Record<string, string> };

const TIMEOUT_MS = 10_000;
const LONGEST_COMPLAINT = 400;

const Body = z.record(z.string(), z.unknown());
const Complaint = z.object({
	status_message: z.string().optional().catch(undefined),
	error_messages: z.array(z.string()).optional().catch(undefined),
	validation_messages: z.array(z.string()).optional().catch(undefined),
});

/**
 * Midtrans over HTTP, one attempt a call. An answer that is a decision, 4xx included, is returned.
 * @throws ProviderError `unavailable` without a readable answer, with 5xx and 429; `unauthorised` with 401
 */
export function midtransClient(settings: MidtransSettings) {
	async function call(call: Call): Promise<Answer> {
		const { status, text } = await send(settings, call);
		const body = readObject(text);
		const code = body ? codeOf(body, status) : status;
		if (code === 401) throw new ProviderError("unauthorised", "Midtrans does not accept the server key");
		if (code === 429 || code >= 500) throw new ProviderError("unavailable", `Midtrans answered ${code}`);
		if (!body && code < 400) throw new ProviderError("unavailable", "Midtrans answered with what is not JSON");
		return { code, body: body ?? {} };
	}

	const order = (id: string, action: string) => `${settings.apiUrl}/v2/${encodeURIComponent(id)}/${action}`;
	return {
		checkout: (body: unknown, headers: Record<string, string>) =>
			call({ method: "POST", url: `${settings.snapUrl}/transactions`, body, headers }),
		status: (id: string) => call({ method: "GET", url: order(id, "status") }),
		/** `id` is an order id or a transaction id. */
		act: (id: string, action: "expire" | "cancel" | "refund", body: unknown = {}) =>
			call({ method: "POST", url: order(id, action), body }),
		refusal: (answer: Answer) => refusalOf(answer, settings.serverKey),
	};
}

async function send(settings: MidtransSettings, { method, url, body, headers }: Call) {
	const request: RequestInit = {
		method,
		headers: {
			accept: "application/json",
			"content-type": "application/json",
			authorization: `Basic ${btoa(`${settings.serverKey}:`)}`,
			...headers,
		},
		redirect: "manual",
		...(body !== undefined && { body: JSON.stringify(body) }),
	};
	const { fetch } = settings; // Called as a method of the settings, workerd's fetch refuses its `this`.
	try {
		return await withDeadline(settings.timeoutMs ?? TIMEOUT_MS, async (signal) => {
			const response = await fetch(url, { ...request, signal });
			return { status: response.status, text: await response.text() };
		});
	} catch (cause) {
		throw new ProviderError("unavailable", "Midtrans did not answer", { cause });
	}
}

function readObject(text: string): Record<string, unknown> | null {
	try {
		return Body.parse(JSON.parse(text));
	} catch {
		return null;
	}
}

function codeOf(body: Record<string, unknown>, httpStatus: number): number {
	// A gateway's own error page may echo an older status_code; an HTTP 5xx is believed over it.
	if (httpStatus >= 500 || httpStatus === 429 || httpStatus === 401) return httpStatus;
	const said = Number(body.status_code);
	return Number.isInteger(said) && said >= 200 && said < 600 ? said : httpStatus;
}

/** Their words, shortened, and never the key. */
function refusalOf({ code, body }: Answer, serverKey: string): ProviderError {
	const { status_message, error_messages = [], validation_messages = [] } = Complaint.parse(body);
	const words = [status_message, ...error_messages, ...validation_messages].filter(Boolean).join("; ");
	const safe = words.replaceAll(serverKey, "…").slice(0, LONGEST_COMPLAINT);
	return new ProviderError("refused", `Midtrans answered ${code}: ${safe || "without a reason"}`);
}
