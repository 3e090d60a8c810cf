/** Hands the API's cookies on to the browser. */
export function passCookies(from: Headers, to = new Headers()): Headers {
	for (const cookie of from.getSetCookie()) to.append("Set-Cookie", cookie);
	return to;
}
