import type { Locale } from "#worker/kernel/locale";

const TAGS: Record<Locale, string> = { en: "en-GB", id: "id-ID" };
const ZONES: Record<string, string> = { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

/** `20 November 2026, 14:05 WIB` on the reader's own clock. */
export function longDateTime(at: number, locale: Locale, timeZone: string): string {
	const day = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: "long", timeZone }).format(at);
	const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
	const time = new Intl.DateTimeFormat("en-GB", clock).format(at);
	return `${day}, ${time} ${ZONES[timeZone] ?? timeZone}`;
}
