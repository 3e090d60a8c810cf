import { exponentOf } from "~/format";

// "1.250.000", "1,250,000" and "1250000" are the same rupiah; with decimals the last separator before one or two digits is the point.
const whole = /^(?:\d+|\d{1,3}(?:[.,]\d{3})+)$/;
const fractional = /^(.+?)[.,](\d{1,2})$/;

/** Reads an amount typed in major units, in either language's way of writing it; null when it is not one. */
export function toMinor(typed: string, currency: string): number | null {
	const digits = exponentOf(currency);
	const text = typed.replace(/^(?:Rp|IDR|USD|\$)/i, "").replace(/\s/g, "");
	const [, major = text, fraction = ""] = (digits > 0 && fractional.exec(text)) || [];
	if (!whole.test(major)) return null;
	const minor = Number(major.replace(/\D/g, "") + fraction.padEnd(digits, "0"));
	return Number.isSafeInteger(minor) ? minor : null;
}

/** What stands in the input for an amount that is there already. */
export function toTyped({ amount, currency }: { amount: number; currency: string }): string {
	const digits = exponentOf(currency);
	return (amount / 10 ** digits).toFixed(digits);
}
