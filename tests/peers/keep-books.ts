/** What a practice gateway knows: maps and lists of plain things. */
type Books = Record<string, Map<string, unknown> | unknown[]>;

const isMap = (value: unknown): value is { map: [string, unknown][] } =>
	typeof value === "object" && value !== null && "map" in value;

/** The books as JSON, so that a gateway can be stopped and go on. */
export const booksToJson = (books: Books): string =>
	JSON.stringify(books, (_key, value) => (value instanceof Map ? { map: [...value] } : value));

/** Puts what was kept into books that are in use. */
export function fillBooks(books: Books, json: string): void {
	const kept = JSON.parse(json) as Record<string, unknown>;
	for (const [name, into] of Object.entries(books)) {
		const from = kept[name];
		if (into instanceof Map && isMap(from)) for (const [key, value] of from.map) into.set(key, value);
		if (Array.isArray(into) && Array.isArray(from)) into.push(...from);
	}
}
