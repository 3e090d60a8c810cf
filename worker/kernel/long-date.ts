import type { Locale } from "./locale";
import { remembered } from "./remembered";

const TAGS: Record<Locale, string> = { en: "en-GB", id: "id-ID" };

const jakarta = remembered((tag) => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "Asia/Jakarta" }));

/** `20 November 2026` on the Jakarta calendar, which billing follows. */
export function longDate(at: number, locale: Locale): string {
	return jakarta(TAGS[locale]).format(at);
}
