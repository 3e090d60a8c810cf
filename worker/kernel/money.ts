import * as z from "zod";
import { remembered } from "./remembered";

/** Decimal places of a currency as Sewa keeps it. IDR is kept in whole rupiah; provider adapters convert. */
export const CURRENCIES = { IDR: { exponent: 0 }, USD: { exponent: 2 } } as const;

export const Currency = z.enum(["IDR", "USD"]);
export type Currency = z.infer<typeof Currency>;

/** An amount in whole minor units of its currency. Never a float. */
export const Money = z
	.object({ amount: z.int(), currency: Currency })
	.meta({ id: "Money", description: "An amount in whole minor units (IDR: rupiah, USD: cents)." });
export type Money = z.infer<typeof Money>;

export function money(amount: number, currency: Currency): Money {
	if (!Number.isSafeInteger(amount)) throw new RangeError(`money is a whole number of minor units, not ${amount}`);
	return { amount, currency };
}

export const zero = (currency: Currency): Money => ({ amount: 0, currency });

export function add(a: Money, b: Money): Money {
	if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
	return money(a.amount + b.amount, a.currency);
}

export const negate = (m: Money): Money => ({ amount: m.amount === 0 ? 0 : -m.amount, currency: m.currency });

export const sum = (parts: readonly Money[], currency: Currency): Money => parts.reduce(add, zero(currency));

/** `amount × numerator ÷ denominator`, rounded half away from zero: the one rounding of this code base. */
export function scale(amount: Money, numerator: number, denominator: number): Money {
	if (denominator <= 0) throw new RangeError("the denominator must be positive");
	const n = BigInt(amount.amount) * BigInt(numerator);
	const d = BigInt(denominator);
	const half = n >= 0n ? d : -d;
	return money(Number((n * 2n + half) / (d * 2n)), amount.currency);
}

/** Splits by weights; the remainder goes to the last part, so that the parts always add up to the whole. */
export function split(whole: Money, weights: readonly number[]): Money[] {
	const total = weights.reduce((a, b) => a + b, 0);
	const parts = weights.slice(0, -1).map((weight) => scale(whole, weight, total));
	return [...parts, add(whole, negate(sum(parts, whole.currency)))];
}

const numberFormat = remembered((key) => {
	const [locale, exponent] = key.split("/");
	const digits = { minimumFractionDigits: Number(exponent), maximumFractionDigits: Number(exponent) };
	return new Intl.NumberFormat(locale === "id" ? "id-ID" : "en-US", digits);
});

/** `Rp 1.234.567` (id) or `IDR 1,234,567` (en). Only for mails, PDFs and logs; the web app formats its own. */
export function formatMoney(m: Money, locale: "en" | "id"): string {
	const { exponent } = CURRENCIES[m.currency];
	const digits = numberFormat(`${locale}/${exponent}`).format(Math.abs(m.amount) / 10 ** exponent);
	const symbol = locale === "id" && m.currency === "IDR" ? "Rp" : m.currency;
	return `${m.amount < 0 ? "-" : ""}${symbol} ${digits}`;
}
