export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Half-open: `start` is in, `end` is not. Epoch milliseconds, UTC. */
export type Period = { start: number; end: number };

/** Western Indonesia Time has no daylight saving: a fixed offset is exact. Tax years and invoice numbers follow it. */
const WIB_OFFSET = 7 * HOUR;

export const yearInJakarta = (at: number): number => new Date(at + WIB_OFFSET).getUTCFullYear();

/** `YYYY-MM-DD` on a Jakarta wall calendar. */
export const dateInJakarta = (at: number): string => new Date(at + WIB_OFFSET).toISOString().slice(0, 10);

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/**
 * Adds calendar months on the Jakarta calendar, clamped to the month's last day. `anchorDay` is the day
 * the series began on, so that 31 Jan -> 28 Feb -> 31 Mar does not drift.
 */
export function addMonths(at: number, months: number, anchorDay = dayOfMonth(at)): number {
	const local = new Date(at + WIB_OFFSET);
	const year = local.getUTCFullYear();
	const month = local.getUTCMonth() + months;
	const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	const timeOfDay = (at + WIB_OFFSET) % DAY;
	return Date.UTC(year, month, Math.min(anchorDay, lastDay)) + ((timeOfDay + DAY) % DAY) - WIB_OFFSET;
}

export const dayOfMonth = (at: number): number => new Date(at + WIB_OFFSET).getUTCDate();
