import { formatBytes, formatCompact, formatNumber } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";

/** A value of a meter: bytes in the unit that fits, anything else as it is counted. */
export function meterValue(value: number, unit: string, short = false): string {
	const locale = getLocale();
	if (unit === "byte") return formatBytes(value, locale);
	return short ? formatCompact(value, locale) : formatNumber(value, locale);
}

/** What Sewa counts itself has a name in both languages; so has what an installation defines. */
export const localName = (name: { en: string; id: string }): string => name[getLocale()];
