/** A path of this site, or the fallback: `next=//evil.example` and `next=https:…` lead nowhere. */
export function safePath(value: FormDataEntryValue | null | undefined, fallback: string): string {
	if (typeof value !== "string" || !value.startsWith("/")) return fallback;
	const base = "https://same.origin";
	const url = URL.canParse(value, base) ? new URL(value, base) : null;
	return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
