import { DAY } from "#worker/kernel/time";

export type ChannelGroup = "qr" | "va" | "wallet" | "card" | "store" | "credit";
/** What `/refund` does: any part, the whole or nothing. */
type RefundRule = { parts: "any" | "whole" | "none"; windowMs: number };
export type Channel = {
	code: string;
	label: string;
	tile: string;
	group: ChannelGroup;
	paymentType: string;
	refund: RefundRule;
	/** Fields that only this method has in answers; `digits` makes numbers of a length. */
	fields: (digits: (length: number) => string) => Record<string, unknown>;
};

const NONE: RefundRule = { parts: "none", windowMs: 0 };
const within = (days: number, parts: "any" | "whole" = "any"): RefundRule => ({ parts, windowMs: days * DAY });

const va = (bank: string, tile: string, length: number): Channel => ({
	code: `${bank}_va`,
	label: `${tile} Virtual Account`,
	tile,
	group: "va",
	paymentType: "bank_transfer",
	refund: NONE,
	fields: (digits) => ({ va_numbers: [{ bank, va_number: digits(length) }], payment_amounts: [] }),
});

const store = (code: string, label: string, tile: string): Channel => ({
	code,
	label,
	tile,
	group: "store",
	paymentType: "cstore",
	refund: NONE,
	fields: (digits) => ({ store: code, payment_code: digits(18) }),
});

type Plain = Omit<Channel, "fields" | "paymentType">;
const plain = (channel: Plain): Channel => ({ ...channel, paymentType: channel.code, fields: () => ({}) });

const QRIS: Channel = {
	code: "qris",
	label: "QRIS",
	tile: "QRIS",
	group: "qr",
	paymentType: "qris",
	refund: within(45),
	fields: () => ({ acquirer: "gopay", issuer: "gopay", transaction_type: "on-us" }),
};
const MANDIRI: Channel = {
	code: "echannel",
	label: "Mandiri Bill Payment",
	tile: "Mandiri",
	group: "va",
	paymentType: "echannel",
	refund: NONE,
	fields: (digits) => ({ biller_code: "70012", bill_key: digits(12) }),
};
const PERMATA: Channel = {
	...va("permata", "Permata", 16),
	fields: (digits) => ({ permata_va_number: digits(16) }),
};

export const CHANNELS: readonly Channel[] = [
	QRIS,
	va("bca", "BCA", 11),
	MANDIRI,
	va("bni", "BNI", 16),
	va("bri", "BRI", 18),
	PERMATA,
	va("cimb", "CIMB", 16),
	plain({ code: "gopay", label: "GoPay", tile: "GoPay", group: "wallet", refund: within(45) }),
	plain({ code: "shopeepay", label: "ShopeePay", tile: "Shopee", group: "wallet", refund: within(365, "whole") }),
	plain({ code: "dana", label: "DANA", tile: "DANA", group: "wallet", refund: within(45) }),
	plain({ code: "ovo", label: "OVO", tile: "OVO", group: "wallet", refund: within(7, "whole") }),
	plain({
		code: "credit_card",
		label: "Kartu kredit/debit",
		tile: "Card",
		group: "card",
		refund: within(180),
	}),
	store("alfamart", "Alfamart", "Alfa"),
	store("indomaret", "Indomaret", "Indo"),
	plain({ code: "kredivo", label: "Kredivo", tile: "Kredivo", group: "credit", refund: within(14) }),
	plain({ code: "akulaku", label: "Akulaku", tile: "Akulaku", group: "credit", refund: within(14) }),
];

export function channelOf(code: string): Channel {
	const found = CHANNELS.find((channel) => channel.code === code);
	if (!found) throw new RangeError(`no means of payment is called ${code}`);
	return found;
}

/** The sandbox's cards (docs.midtrans.com, testing payments). */
export type CardFate = "accept" | "bank_deny" | "fraud_deny" | "no_funds" | "accept_later";
export const CARDS: readonly { number: string; fate: CardFate; says: string }[] = [
	{ number: "4811111111111114", fate: "accept", says: "diterima, 3DS · accepted" },
	{ number: "4411111111111118", fate: "accept", says: "diterima, tanpa 3DS · accepted, no 3DS" },
	{ number: "5211111111111117", fate: "accept", says: "Mastercard, diterima · accepted" },
	{ number: "4911111111111113", fate: "bank_deny", says: "ditolak bank · denied by the bank" },
	{ number: "5111111111111118", fate: "bank_deny", says: "Mastercard, ditolak · denied" },
	{ number: "4611111111111116", fate: "fraud_deny", says: "ditolak deteksi penipuan · denied as fraud" },
	{ number: "5411111111111115", fate: "fraud_deny", says: "Mastercard, penipuan · denied as fraud" },
	{ number: "4472429869996670", fate: "no_funds", says: "saldo kurang · insufficient funds" },
	{ number: "4024007176265022", fate: "accept_later", says: "diterima setelah 60 detik · accepted after 60 s" },
];
