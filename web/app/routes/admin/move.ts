/** The list with one thing a place further up (-1) or down (1); as it was when there is no such place. */
export function moved<T>(list: readonly T[], item: T, by: -1 | 1): T[] {
	const from = list.indexOf(item);
	const to = from + by;
	const next = [...list];
	if (from < 0 || to < 0 || to >= list.length) return next;
	next.splice(to, 0, ...next.splice(from, 1));
	return next;
}
