import { formatBytes, formatCompact, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale, type Locale } from "~/paraglide/runtime.js";

export type MeterName = { code: string; name: { en: string; id: string } };

/** A meter's name in the reader's language; one that is not known any more is its code. */
export function meterName(meters: readonly MeterName[], code: string): string {
	return meters.find((meter) => meter.code === code)?.name[getLocale()] ?? code;
}

/** So much of a meter: `1,234`, or `1.2 GB` where it counts bytes. */
export function formatUse(meter: string, value: number, locale: Locale = getLocale()): string {
	return meter === "storage_bytes" ? formatBytes(value, locale) : formatNumber(value, locale);
}

export const shortUse = (value: number): string => formatCompact(value, getLocale());

/** `100,000`, or the word for none. */
export function formatLimit(meter: string, limit: number | null): string {
	return limit === null ? m.admin_usage_unlimited() : formatUse(meter, limit);
}
