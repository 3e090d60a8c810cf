import { CURRENCIES, Currency, type Money, money } from "#worker/kernel/money";
import { ProviderError } from "../provider";

/** Stripe counts in hundredths whatever is not on its zero-decimal list, and IDR is not (docs.stripe.com/currencies). */
const STRIPE_EXPONENT = 2;
const factorOf = (currency: Currency): number => 10 ** (STRIPE_EXPONENT - CURRENCIES[currency].exponent);

export type StripeAmount = { amount: number; currency: string };

/** Rp 149.000 → 14900000 `idr`; USD 10.00 → 1000 `usd`. Throws `RangeError` above 2^53. */
export function toStripe(ours: Money): StripeAmount {
	const { amount } = money(ours.amount * factorOf(ours.currency), ours.currency);
	return { amount, currency: ours.currency.toLowerCase() };
}

/** The other way. Throws `ProviderError` (refused) for currencies that are not ours and for parts of a rupiah. */
export function fromStripe({ amount, currency }: StripeAmount): Money {
	const known = Currency.safeParse(currency.toUpperCase());
	if (!known.success) throw new ProviderError("refused", `stripe counts in ${currency}, which is not ours`);
	const factor = factorOf(known.data);
	if (!Number.isSafeInteger(amount) || amount % factor !== 0) {
		throw new ProviderError("refused", `stripe says ${amount} ${currency}, which is no whole amount of ours`);
	}
	return money(amount / factor, known.data);
}
