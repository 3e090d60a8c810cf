import type { Config } from "#worker/kernel/config";
import { withDeadline } from "#worker/kernel/deadline";
import { SECOND } from "#worker/kernel/time";

export type OutgoingMail = {
	to: string;
	/** `Name <address>` or a bare address. */
	from: string;
	subject: string;
	text: string;
	html: string;
	idempotencyKey: string;
};

/** The way out for mails. It answers when the provider has taken the mail over, and throws when it has not. */
export type MailPort = { send(mail: OutgoingMail): Promise<{ providerId: string | null }> };

/** The provider refused this mail for good: sending it again cannot help. */
export class PermanentMailError extends Error {
	override readonly name = "PermanentMailError";
}

type HttpSettings = { url: string; key: string; timeoutMs?: number };

/** Refusals that pass: time-out, the same key still in flight, too many requests. */
const PASSING = new Set([408, 409, 429]);

/**
 * Any provider that speaks Resend's JSON (https://resend.com/docs/api-reference/emails/send-email). It keeps the
 * idempotency key for 24 hours.
 * @throws PermanentMailError for a 4xx other than 408, 409 and 429; Error for everything else that is not 2xx
 */
export function httpMailPort({ url, key, timeoutMs = 10 * SECOND }: HttpSettings): MailPort {
	return {
		async send({ from, to, subject, text, html, idempotencyKey }) {
			const request: RequestInit = {
				method: "POST",
				headers: {
					authorization: `Bearer ${key}`,
					"content-type": "application/json",
					"idempotency-key": idempotencyKey,
				},
				body: JSON.stringify({ from, to: [to], subject, text, html }),
				redirect: "manual",
			};
			const { response, answer } = await withDeadline(timeoutMs, async (signal) => {
				const response = await fetch(url, { ...request, signal });
				return { response, answer: await readAnswer(response) };
			});
			if (response.ok) return { providerId: answer.id ?? null };
			// Only the provider's short code: its sentences repeat addresses, and this ends in the log.
			const message = `mail provider answered ${response.status}${answer.name ? ` (${answer.name})` : ""}`;
			const permanent = response.status >= 400 && response.status < 500 && !PASSING.has(response.status);
			throw permanent ? new PermanentMailError(message) : new Error(message);
		},
	};
}

async function readAnswer(response: Response): Promise<{ id?: string; name?: string }> {
	const body: unknown = await response.json().catch(() => null);
	if (typeof body !== "object" || body === null) return {};
	const short = (value: unknown) => (typeof value === "string" ? { value: value.slice(0, 100) } : undefined);
	const [id, name] = [short("id" in body && body.id), short("name" in body && body.name)];
	return { ...(id && { id: id.value }), ...(name && { name: name.value }) };
}

/** https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ */
const PERMANENT_CODES = new Set([
	"E_VALIDATION_ERROR",
	"E_FIELD_MISSING",
	"E_CONTENT_TOO_LARGE",
	"E_RECIPIENT_NOT_ALLOWED",
	"E_RECIPIENT_SUPPRESSED",
	"E_SENDER_NOT_VERIFIED",
	"E_SENDER_DOMAIN_NOT_AVAILABLE",
]);

/** `Name <address>` in its parts. */
export function parseAddress(text: string): { name: string; email: string } | string {
	const match = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text);
	return match?.[1] && match[2] ? { name: match[1], email: match[2] } : (match?.[2] ?? text.trim());
}

/** Cloudflare's `send_email` binding. It knows no idempotency key: the lease on the mail's row is all there is. */
export function bindingMailPort(email: SendEmail): MailPort {
	return {
		async send({ from, to, subject, text, html }) {
			try {
				const { messageId } = await email.send({ from: parseAddress(from), to, subject, text, html });
				return { providerId: messageId };
			} catch (error) {
				const code = error instanceof Error && "code" in error ? String(error.code) : "";
				if (PERMANENT_CODES.has(code)) throw new PermanentMailError(`mail binding refused (${code})`, { cause: error });
				throw error;
			}
		},
	};
}

/** Nothing leaves: the row in `mails` keeps text and html, see GET /dev/mails. */
export const localMailPort: MailPort = { send: async () => ({ providerId: null }) };

/** The port that `MAIL_PROVIDER` names. */
export function mailPortOf(config: Config, bindings: { email?: SendEmail | undefined }): MailPort {
	if (config.MAIL_PROVIDER === "local") return localMailPort;
	if (config.MAIL_PROVIDER === "binding") {
		if (!bindings.email) throw new Error("MAIL_PROVIDER is binding, but there is no send_email binding EMAIL");
		return bindingMailPort(bindings.email);
	}
	const { MAIL_HTTP_URL: url, MAIL_HTTP_KEY: key } = config;
	if (!url || !key) throw new Error("MAIL_PROVIDER is http, but MAIL_HTTP_URL or MAIL_HTTP_KEY is missing");
	return httpMailPort({ url, key });
}
