/** The same page with some query parameters changed; null or "" removes one. A change of filter starts at page one. */
export function withParams(params: URLSearchParams, changes: Record<string, string | null>): string {
	const next = new URLSearchParams(params);
	if (!("cursor" in changes)) next.delete("cursor");
	for (const [key, value] of Object.entries(changes)) {
		if (value) next.set(key, value);
		else next.delete(key);
	}
	return `?${next}`;
}
