import { readCookie } from "~/cookies";

const pendingEmail = "sewa_pending_email";

/** The request's cookies as they will be once the browser has taken those of the answer. */
export function cookiesAfter(request: Request, answer: Headers): string {
	const set = answer.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
	return [request.headers.get("cookie"), ...set].filter(Boolean).join("; ");
}

/** Remembers for an hour whose address waits to be confirmed, so that it need not stand in a URL. */
export function rememberPendingEmail(request: Request, email: string): string {
	const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
	return `${pendingEmail}=${encodeURIComponent(email)}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure}`;
}

export function readPendingEmail(request: Request): string | null {
	return readCookie(request.headers.get("cookie"), pendingEmail);
}
