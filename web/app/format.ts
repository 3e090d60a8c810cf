import type { Locale } from "./paraglide/runtime.js";

export type Money = { amount: number; currency: string };

const tags: Record<Locale, string> = { en: "en-GB", id: "id-ID" };
const numberTags: Record<Locale, string> = { en: "en-US", id: "id-ID" };
const exponents: Record<string, number> = { IDR: 0, USD: 2 };

/** Decimal places of a currency as Sewa keeps it: rupiah whole, dollars in cents. */
export function exponentOf(currency: string): number {
	return exponents[currency] ?? 2;
}

/** `Rp 1.234.567` in Indonesian, `IDR 1,234,567` in English; never breaks across lines. */
export function formatMoney({ amount, currency }: Money, locale: Locale): string {
	const symbol = locale === "id" && currency === "IDR" ? "Rp" : currency;
	return `${amount < 0 ? "−" : ""}${symbol}\u00a0${formatAmount({ amount: Math.abs(amount), currency }, locale)}`;
}

/** `1.234.567`: where the currency stands beside it, such as in the head of a column. */
export function formatAmount({ amount, currency }: Money, locale: Locale): string {
	const digits = exponentOf(currency);
	return new Intl.NumberFormat(numberTags[locale], {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}).format(amount / 10 ** digits);
}

export function formatNumber(value: number, locale: Locale): string {
	return new Intl.NumberFormat(numberTags[locale]).format(value);
}

/** `1.2M` or `1,2 jt`, for the axis of a chart. */
export function formatCompact(value: number, locale: Locale): string {
	return new Intl.NumberFormat(numberTags[locale], { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A fraction as per cent: 0.125 → 12.5%. */
export function formatPercent(fraction: number, locale: Locale): string {
	return new Intl.NumberFormat(numberTags[locale], { style: "percent", maximumFractionDigits: 1 }).format(fraction);
}

export function formatBytes(bytes: number, locale: Locale): string {
	const units = ["B", "KB", "MB", "GB", "TB"];
	const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1);
	const value = bytes / 1024 ** step;
	const digits = value < 10 && step > 0 ? 1 : 0;
	return `${new Intl.NumberFormat(numberTags[locale], { maximumFractionDigits: digits }).format(value)} ${units[step]}`;
}

/** `20 Nov 2026` */
export function formatDate(at: string | number | Date, locale: Locale, timeZone: string): string {
	const format = new Intl.DateTimeFormat(tags[locale], { day: "numeric", month: "short", year: "numeric", timeZone });
	return shortSeptember(format.format(new Date(at)));
}

/** British English shortens September alone to four letters. */
export function shortSeptember(date: string): string {
	return date.replace(/\bSept\b/, "Sep");
}

/** `20 Nov 2026, 14:05 WIB` */
export function formatDateTime(at: string | number | Date, locale: Locale, timeZone: string): string {
	const format = new Intl.DateTimeFormat(tags[locale], {
		day: "numeric",
		month: "short",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
		timeZone,
		timeZoneName: "short",
	});
	const parts = format.formatToParts(new Date(at));
	const words = parts.map(({ type, value }) => (type === "timeZoneName" ? (zones[timeZone] ?? value) : value));
	return shortSeptember(words.join(""));
}

// English would write GMT+7; people here say WIB.
const zones: Record<string, string> = { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

const steps: [Intl.RelativeTimeFormatUnit, ms: number][] = [
	["year", 31_536_000_000],
	["month", 2_592_000_000],
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
];

/** `5 minutes ago`, `in 3 days`; under a minute is `now`. */
export function formatRelative(at: string | number | Date, now: number, locale: Locale): string {
	const difference = new Date(at).getTime() - now;
	const format = new Intl.RelativeTimeFormat(tags[locale], { numeric: "auto" });
	const [unit, ms] = steps.find(([, size]) => Math.abs(difference) >= size) ?? ["second", Number.POSITIVE_INFINITY];
	return format.format(Math.trunc(difference / ms) || 0, unit);
}

export const defaultTimeZone = "Asia/Jakarta";
