import type { Money } from "#worker/kernel/money";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import { type Checkout, ProviderError } from "../provider";

/** Limits of Snap's request (docs.midtrans.com, JSON objects). */
const LONGEST_ITEM_TEXT = 50;
const LONGEST_CUSTOMER_TEXT = 255;
const LONGEST_URL = 255;
const SHORTEST_EXPIRY_MINUTES = 5;
const LONGEST_EXPIRY_MINUTES = (7 * DAY) / MINUTE;
const WIB_OFFSET = 7 * HOUR;

/**
 * The body of `POST /snap/v1/transactions`. Amounts are whole rupiah; Snap rejects decimals.
 * @throws ProviderError `refused` for another currency than IDR
 */
export function snapRequest(checkout: Checkout, now: number) {
	const total = rupiah(checkout.amount);
	const items = checkout.lines.map((line) => ({
		id: itemText(line.id) || "item",
		name: itemText(line.name) || "item",
		price: rupiah(line.price),
		quantity: line.quantity,
	}));
	if (items.reduce((soFar, item) => soFar + item.price * item.quantity, 0) !== total)
		throw new RangeError("the lines of a checkout must add up to its amount");
	return {
		transaction_details: { order_id: checkout.paymentId, gross_amount: total },
		item_details: items,
		customer_details: {
			first_name: clip(checkout.customer.name, LONGEST_CUSTOMER_TEXT),
			email: checkout.customer.email,
		},
		expiry: expiry(checkout.expiresAt, now),
		...(checkout.returnUrl.length <= LONGEST_URL && { callbacks: { finish: checkout.returnUrl } }),
	};
}

/** Whole minutes, so never later than asked for, except where Midtrans would refuse so short a time. */
function expiry(expiresAt: number, now: number) {
	const minutes = Math.floor((expiresAt - now) / MINUTE);
	const duration = Math.min(Math.max(minutes, SHORTEST_EXPIRY_MINUTES), LONGEST_EXPIRY_MINUTES);
	return { start_time: wibTime(now), unit: "minute", duration };
}

/** `yyyy-MM-dd HH:mm:ss +0700`. */
function wibTime(at: number): string {
	return `${new Date(at + WIB_OFFSET).toISOString().slice(0, 19).replace("T", " ")} +0700`;
}

/** IDR in Sewa is whole rupiah already, and so it is at Midtrans. */
export function rupiah(amount: Money): number {
	if (amount.currency !== "IDR") throw new ProviderError("refused", `Midtrans takes IDR, not ${amount.currency}`);
	return amount.amount;
}

/** Alfamart's receipts break at "|". */
const itemText = (text: string): string => clip(text.replaceAll("|", " ").trim(), LONGEST_ITEM_TEXT);

/** At most `length` UTF-16 units, and no half of a pair at the end. */
export function clip(text: string, length: number): string {
	return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
