export function readCookie(header: string | null, name: string): string | null {
	for (const part of header?.split(";") ?? []) {
		const [key, ...value] = part.trim().split("=");
		if (key === name) return decodeURIComponent(value.join("="));
	}
	return null;
}

/** A preference, kept a year, readable by the page (theme, locale, sidebar, plan). Never a credential. */
export function preferenceCookie(name: string, value: string, secure: boolean): string {
	const age = value === "" ? 0 : 31_536_000;
	return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${age}; SameSite=Lax${secure ? "; Secure" : ""}`;
}
