import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type ReceivedMail = { id: string; from: string; to: string[]; subject: string; text: string; html: string };
/** How the next request is treated: an HTTP status, no answer at all, or an answer that is cut off after delivery. */
export type Misbehaviour = number | "hang" | "drop_after_delivery";
type Answer = { status: number; body: unknown };

const FIELDS = ["from", "subject", "text", "html"] as const;
const ERROR_NAMES: Record<number, string> = { 429: "rate_limit_exceeded", 500: "internal_server_error" };

const refuse = (status: number, name: string, message = name): Answer => ({
	status,
	body: { statusCode: status, name, message },
});

/** A mail provider that speaks Resend's HTTP interface: bearer key, idempotency keys, its errors, and bad days. */
export async function startMailProvider({ key }: { key: string }) {
	const delivered: ReceivedMail[] = [];
	const answers = new Map<string, { fingerprint: string; id: string }>();
	const misbehaviours: Misbehaviour[] = [];
	let requests = 0;

	function accept(idempotencyKey: string, body: string): Answer {
		const known = answers.get(idempotencyKey);
		if (known && known.fingerprint !== body) return refuse(409, "invalid_idempotent_request");
		if (known) return { status: 200, body: { id: known.id } };
		const mail = parse(body);
		if (!mail) return refuse(422, "validation_error", `The fields of ${body.slice(0, 40)} are not valid`);
		const id = crypto.randomUUID();
		delivered.push({ ...mail, id });
		answers.set(idempotencyKey, { fingerprint: body, id });
		return { status: 200, body: { id } };
	}

	async function handle(request: IncomingMessage, response: ServerResponse) {
		requests += 1;
		const body = await text(request);
		const misbehaviour = misbehaviours.shift();
		if (misbehaviour === "hang") return;
		if (typeof misbehaviour === "number") {
			return reply(response, refuse(misbehaviour, ERROR_NAMES[misbehaviour] ?? "error", `cannot mail to ${body}`));
		}
		const answer = judge(request, body);
		if (misbehaviour === "drop_after_delivery") return void response.destroy();
		reply(response, answer);
	}

	function judge(request: IncomingMessage, body: string): Answer {
		const idempotencyKey = request.headers["idempotency-key"];
		if (request.method !== "POST" || request.url !== "/emails") return refuse(404, "not_found");
		if (request.headers.authorization !== `Bearer ${key}`) return refuse(403, "invalid_api_key");
		if (!request.headers["content-type"]?.startsWith("application/json")) return refuse(415, "unsupported_media_type");
		if (typeof idempotencyKey !== "string" || idempotencyKey.length > 256)
			return refuse(400, "invalid_idempotency_key");
		return accept(idempotencyKey, body);
	}

	const server = createServer((request, response) => void handle(request, response));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/emails`,
		delivered,
		/** The next requests meet these, in order. */
		misbehave: (...next: Misbehaviour[]) => void misbehaviours.push(...next),
		requests: () => requests,
		stop: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

function reply(response: ServerResponse, { status, body }: Answer): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function parse(body: string): Omit<ReceivedMail, "id"> | null {
	const mail: Record<string, unknown> = JSON.parse(body);
	const filled = FIELDS.every((field) => typeof mail[field] === "string" && mail[field] !== "");
	const addressed = Array.isArray(mail.to) && mail.to.every((to) => typeof to === "string" && to.includes("@"));
	return filled && addressed ? (mail as Omit<ReceivedMail, "id">) : null;
}
