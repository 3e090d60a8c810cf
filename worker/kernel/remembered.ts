/** The same answer for the same key, made once an isolate: for what is dear to build and safe to share. */
export function remembered<V>(make: (key: string) => V): (key: string) => V {
	const known = new Map<string, V>();
	return (key) => {
		const value = known.get(key) ?? make(key);
		known.set(key, value);
		return value;
	};
}
