import { addMonths, DAY, HOUR, MINUTE, SECOND } from "#worker/kernel/time";

/** Whole numbers only, and at least one of them: `P1Y`, `P1M15D`, `PT36H`. */
export const DURATION =
	/^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** `at` plus an ISO 8601 duration: years and months on the Jakarta calendar, the rest as fixed lengths. */
export function later(at: number, duration: string): number {
	const match = DURATION.exec(duration);
	if (!match) throw new RangeError(`not a duration: ${duration}`);
	const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
		.slice(1)
		.map((part) => Number(part ?? 0));
	const inMonths = years * 12 + months;
	const calendar = inMonths === 0 ? at : addMonths(at, inMonths);
	return calendar + (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

/** Cron works by the hour here: what falls due runs at the next full one. */
export const nextHour = (at: number): number => Math.ceil(at / HOUR) * HOUR;

/** The next time that cron does its daily round after `at`: `5 17 * * *`. */
export function nextDailyRound(at: number): number {
	const today = Math.floor(at / DAY) * DAY + 17 * HOUR + 5 * MINUTE;
	return today > at ? today : today + DAY;
}
