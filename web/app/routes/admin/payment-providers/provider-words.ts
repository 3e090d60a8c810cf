import { m } from "~/paraglide/messages.js";

const names: Record<string, () => string> = {
	midtrans: () => "Midtrans",
	stripe: () => "Stripe",
	manual: m.admin_providers_manual,
	wallet: m.admin_providers_wallet,
};
const texts: Record<string, () => string> = {
	midtrans: m.admin_providers_midtrans_text,
	stripe: m.admin_providers_stripe_text,
	manual: m.admin_providers_manual_text,
	wallet: m.admin_providers_wallet_text,
};

export const providerName = (code: string): string => names[code]?.() ?? code;
export const providerText = (code: string): string => texts[code]?.() ?? "";

/** For filters: `[["midtrans", "Midtrans"], …]`. */
export function providerOptions(codes = Object.keys(names)): [value: string, label: string][] {
	return codes.map((code) => [code, providerName(code)]);
}

export const isGateway = (code: string): code is "midtrans" | "stripe" => code === "midtrans" || code === "stripe";
