import type { Schema } from "@sewa/sdk";
import { TOP_UP_BOUNDS, topUpComplaint } from "#worker/modules/billing/wallet/rules";
import { type Api, required } from "~/api.server";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import type { Locale } from "~/paraglide/runtime.js";
import { toMinor } from "~/ui/form/minor-units";
import { readPayableMethods } from "../payable-methods.server";
import type { GatewayOffer } from "../payable-online.server";

type Currency = "IDR" | "USD";

const QUICK: Record<Currency, number[]> = {
	IDR: [100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000],
	USD: [1_000, 2_500, 5_000, 10_000, 25_000, 50_000],
};

/** Which step it is, by the URL: `amount` is in minor units, `typed` is what a person wrote. */
export async function readTopUp(client: Api, request: Request, locale: Locale) {
	const params = new URL(request.url).searchParams;
	const asked = params.get("currency");
	const query = asked === "IDR" || asked === "USD" ? { currency: asked as Currency } : {};
	const wallet = await required(client.GET("/api/v1/wallet", { params: { query } }));
	const { currency } = wallet;
	const chosen = readAmount(params, currency);
	const complaint = chosen === null ? null : complain({ amount: chosen, currency }, locale);
	const amount = chosen ?? QUICK[currency][1] ?? TOP_UP_BOUNDS[currency].least;
	const choosing = chosen === null || complaint !== null || params.get("step") === "amount";
	const total = { amount, currency };
	const offers = choosing ? null : await readOffers(client, total, locale);
	return {
		...{ wallet, total, amount, quick: QUICK[currency], bounds: TOP_UP_BOUNDS[currency] },
		step: choosing ? ("amount" as const) : ("method" as const),
		typed: params.get("typed"),
		complaint: params.has("typed") && chosen === null ? m.wallet_amount_unread() : complaint,
		...(offers ?? { online: [], methods: [] }),
		formKey: crypto.randomUUID(),
	};
}

function readAmount(params: URLSearchParams, currency: Currency): number | null {
	const typed = params.get("typed")?.trim();
	if (typed) return toMinor(typed, currency);
	const minor = params.get("amount");
	return minor && /^\d{1,12}$/.test(minor) ? Number(minor) : null;
}

export function complain(amount: Schema<"Money">, locale: Locale): string | null {
	const bounds = topUpComplaint(amount);
	if (!bounds) return null;
	return m.wallet_amount_bounds({ least: formatMoney(bounds.least, locale), most: formatMoney(bounds.most, locale) });
}

async function readOffers(client: Api, total: Schema<"Money">, locale: Locale) {
	const [{ items }, tenant] = await Promise.all([
		required(client.GET("/api/v1/payment-providers")),
		required(client.GET("/api/v1/tenant")),
	]);
	const online = items.flatMap(({ code, unattended }): GatewayOffer[] => {
		// Midtrans takes rupiah only, and a wallet cannot fill itself.
		if (code === "midtrans") return total.currency === "IDR" ? [{ code, unattended }] : [];
		return code === "stripe" ? [{ code, unattended }] : [];
	});
	return { online, methods: await readPayableMethods(client, total, tenant.country, locale) };
}

export type TopUpPage = Awaited<ReturnType<typeof readTopUp>>;
