import type { Schema } from "@sewa/sdk";
import type { Api } from "~/api.server";
import { outcome, required } from "~/api.server";

type Amount = Schema<"Money">;
/** `missing` is 0 where the wallet is enough; null where its balance could not be read. */
export type WalletOffer = { code: "wallet"; balance: { available: Amount; credit: Amount; missing: number } | null };
export type GatewayOffer = { code: "midtrans" | "stripe"; unattended: boolean };
export type OnlineOffer = WalletOffer | GatewayOffer;

/** How this can be paid at once, the quickest first: a wallet that is enough, then the gateways, else the wallet last. */
export async function readOnlineOffers(client: Api, total: Amount): Promise<OnlineOffer[]> {
	const query = { currency: total.currency };
	const [{ items }, wallet] = await Promise.all([
		required(client.GET("/api/v1/payment-providers")),
		outcome(client.GET("/api/v1/wallet", { params: { query } })),
	]);
	const gateways = items.flatMap(({ code, unattended }): GatewayOffer[] => {
		// Midtrans takes rupiah only.
		if (code === "midtrans") return total.currency === "IDR" ? [{ code, unattended }] : [];
		return code === "stripe" ? [{ code, unattended }] : [];
	});
	const offer: WalletOffer = { code: "wallet", balance: wallet.ok ? balanceOf(wallet.data, total) : null };
	return offer.balance?.missing === 0 ? [offer, ...gateways] : [...gateways, offer];
}

/** Credit is spent before money, so both count. */
function balanceOf({ available, credit }: Pick<Schema<"Wallet">, "available" | "credit">, total: Amount) {
	const whole = { amount: available.amount + credit.amount, currency: total.currency };
	return { available: whole, credit, missing: Math.max(total.amount - whole.amount, 0) };
}
