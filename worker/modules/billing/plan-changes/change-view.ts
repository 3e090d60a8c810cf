import { isoOrNull } from "#worker/kernel/time";
import type { ChangeQuote } from "./quote-change";
import type { ChangeQuoteView } from "./schemas";

/** A quote as the API shows it: the same value with its time in words. */
export const changeQuoteView = (quote: ChangeQuote): ChangeQuoteView => ({
	...quote,
	effectiveAt: isoOrNull(quote.effectiveAt),
});
