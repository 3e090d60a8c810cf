/** The first and the last day of a month (`2026-11`). */
export function daysOf(month: string): { from: string; to: string } {
	const [year = 0, number = 0] = month.split("-").map(Number);
	// Day 0 of the next month is the last of this one.
	const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
	return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, "0")}` };
}

/** The month before the present one on the Jakarta calendar: the one that is handed in next. */
export function lastMonth(now: number): string {
	const jakarta = new Date(now + 7 * 3_600_000);
	const before = new Date(Date.UTC(jakarta.getUTCFullYear(), jakarta.getUTCMonth() - 1, 1));
	return before.toISOString().slice(0, 7);
}
