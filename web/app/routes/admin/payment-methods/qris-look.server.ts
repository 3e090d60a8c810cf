import { encode } from "uqr";
import { isQris, parseTlv } from "#worker/modules/billing/payments/qris";

export type QrisLook = { merchant: string; city: string; size: number; path: string };

/** What a payer's app will show, and the code itself as one SVG path; null when it is not a QRIS text. */
export function lookOfQris(payload: string): QrisLook | null {
	const text = payload.trim();
	if (!isQris(text)) return null;
	const fields = parseTlv(text) ?? [];
	const value = (tag: string) => fields.find((field) => field.tag === tag)?.value ?? "";
	const code = encode(text, { ecc: "M", border: 2 });
	const path = code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
	return { merchant: value("59"), city: value("60"), size: code.size, path };
}
