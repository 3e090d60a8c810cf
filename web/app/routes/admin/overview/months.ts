import { shortSeptember } from "~/format";

/** The last twelve months in Jakarta, as the API names them: `2026-11`. */
export function lastTwelveMonths(now: number): string[] {
	const jakarta = new Date(now + 7 * 3_600_000);
	return Array.from({ length: 12 }, (_, index) => {
		const month = new Date(Date.UTC(jakarta.getUTCFullYear(), jakarta.getUTCMonth() - 11 + index, 1));
		return month.toISOString().slice(0, 7);
	});
}

/** `Nov 2026`, or `Nov` where there is little room. */
export function monthName(month: string, locale: string, short = false): string {
	const year = short ? undefined : "numeric";
	const tag = locale === "id" ? "id-ID" : "en-GB";
	const format = new Intl.DateTimeFormat(tag, { month: "short", year, timeZone: "UTC" });
	return shortSeptember(format.format(new Date(`${month}-01T00:00:00Z`)));
}
