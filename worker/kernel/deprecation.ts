/** What is known of the end of a route: days or instants in ISO 8601, and where one reads what to call instead. */
export type Deprecation = {
	/** Since when it should not be called any more. */
	since: string;
	/** When it stops answering. */
	sunset?: string;
	link?: string;
};

/** `Deprecation` of RFC 9745, `Sunset` of RFC 8594, and the link that belongs to them. */
export function deprecationHeaders({ since, sunset, link }: Deprecation): [name: string, value: string][] {
	const headers: [string, string][] = [["deprecation", `@${Math.floor(instantOf(since) / 1000)}`]];
	if (sunset) headers.push(["sunset", new Date(instantOf(sunset)).toUTCString()]);
	if (link) headers.push(["link", `<${link}>; rel="deprecation"; type="text/html"`]);
	return headers;
}

function instantOf(text: string): number {
	const at = Date.parse(text);
	if (Number.isNaN(at)) throw new RangeError(`not a day or an instant in ISO 8601: ${text}`);
	return at;
}
