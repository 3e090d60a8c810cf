import type { Schema } from "@sewa/sdk";
import { renderSVG } from "uqr";
import { QRIS_LIMIT, withAmount } from "#worker/modules/billing/payments/qris";
import type { Api } from "~/api.server";
import { required } from "~/api.server";
import type { Locale } from "~/paraglide/runtime.js";

type Bank = { kind: "bank_transfer"; bank: string; accountNumber: string; accountHolder: string };
type Qris = { kind: "qris"; image: string };
export type PayableMethod = { code: string; name: string; instructions: string; details: Bank | Qris };

/** How this invoice can be paid from this country; QRIS comes as an image with the amount put in. */
export async function readPayableMethods(
	client: Api,
	total: Schema<"Money">,
	country: string,
	locale: Locale,
): Promise<PayableMethod[]> {
	const query = { country };
	const { items } = await required(client.GET("/api/v1/payment-methods", { params: { query } }));
	return items
		.filter((method) => method.currency === total.currency)
		.filter((method) => method.details.kind !== "qris" || total.amount <= QRIS_LIMIT)
		.map(({ code, name, instructions, details }) => ({
			code,
			name,
			instructions: instructions[locale],
			details: details.kind === "qris" ? qris(details.payload, total.amount) : details,
		}));
}

function qris(payload: string, amount: number): Qris {
	const svg = renderSVG(withAmount(payload, amount), { ecc: "M", border: 2, whiteColor: "#fff", blackColor: "#000" });
	return { kind: "qris", image: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}
