import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Paid = Pick<Schema<"Payment">, "provider" | "method" | "methodName" | "channel">;

const gateways: Record<string, string> = { midtrans: "Midtrans", stripe: "Stripe" };
const brands: Record<string, string> = {
	qris: "QRIS",
	other_qris: "QRIS",
	echannel: "Mandiri Bill Payment",
	gopay: "GoPay",
	shopeepay: "ShopeePay",
	dana: "DANA",
	ovo: "OVO",
	alfamart: "Alfamart",
	indomaret: "Indomaret",
	akulaku: "Akulaku",
	kredivo: "Kredivo",
	link: "Link",
	apple_pay: "Apple Pay",
	google_pay: "Google Pay",
};
const cards = new Set(["card", "credit_card"]);

/** Through whom: `Midtrans`, `Wallet`, or the method paid by hand. */
export function providerName({ provider, method, methodName }: Omit<Paid, "channel">): string {
	if (provider === "wallet") return m.pay_wallet();
	return gateways[provider] ?? methodName ?? method;
}

/** What was picked at the gateway: `BCA Virtual Account`, `QRIS`. */
export function channelName(channel: string): string {
	if (cards.has(channel)) return m.pay_channel_card();
	const bank = /^(\w+)_va$/.exec(channel)?.[1];
	if (bank) return `${bank === "permata" ? "Permata" : bank.toUpperCase()} Virtual Account`;
	return brands[channel] ?? channel.replaceAll("_", " ");
}

/** What was picked at a gateway; a wallet offers no choice. */
export function pickedOf({ provider, channel }: Pick<Paid, "provider" | "channel">): string | null {
	return channel && provider !== "wallet" ? channelName(channel) : null;
}

/** `Midtrans · QRIS`, for lists. */
export function meansOf(payment: Paid): string {
	const channel = pickedOf(payment);
	return [providerName(payment), ...(channel ? [channel] : [])].join(" · ");
}

/** Something to call it by: its invoice, or that it filled the wallet. */
export function subjectOf({ invoice }: { invoice: { number: string } | null }): string {
	return invoice?.number ?? m.pay_top_up();
}

/** Why it failed, where somebody has said so in words: a gateway's codes help nobody. */
export function reasonOf({
	rejectionReason,
	failureReason,
}: Pick<Schema<"Payment">, "rejectionReason" | "failureReason">) {
	return rejectionReason ?? (failureReason?.includes(" ") ? failureReason : null);
}

/** Gateways are where one is sent to; the rest is settled in the house. */
export function isGateway(provider: string): boolean {
	return provider in gateways;
}
