import * as z from "zod";

type Field = { tag: string; value: string };

/** CRC-16/CCITT-FALSE as four upper-case hex digits; QRIS covers everything up to and including "6304". */
export function crc16(text: string): string {
	let crc = 0xffff;
	for (const byte of new TextEncoder().encode(text)) {
		crc ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
	}
	return crc.toString(16).toUpperCase().padStart(4, "0");
}

/** Splits EMVCo TLV text; null when it is not well formed. Lengths count characters. */
export function parseTlv(text: string): Field[] | null {
	const fields: Field[] = [];
	for (let at = 0; at < text.length; ) {
		const head = /^(\d{2})(\d{2})/.exec(text.slice(at, at + 4));
		if (!head?.[1] || !head[2]) return null;
		const value = text.slice(at + 4, at + 4 + Number(head[2]));
		if (value.length !== Number(head[2])) return null;
		fields.push({ tag: head[1], value });
		at += 4 + value.length;
	}
	return fields;
}

const encode = (fields: Field[]): string =>
	fields.map(({ tag, value }) => tag + String(value.length).padStart(2, "0") + value).join("");

/** True for a merchant's QRIS text in rupiah with the right checksum. */
export function isQris(text: string): boolean {
	const fields = parseTlv(text);
	const last = fields?.at(-1);
	if (fields?.[0]?.tag !== "00" || last?.tag !== "63") return false;
	const inRupiah = fields.some((f) => f.tag === "53" && f.value === "360");
	return inRupiah && crc16(text.slice(0, -4)) === last.value;
}

/**
 * The static QRIS of a merchant made dynamic: the payer's app shows the amount. Drops amount and tips,
 * inserts tag 54 after 53, and signs anew. The acquirer's static text stays the source.
 * @param amount whole rupiah
 */
export function withAmount(payload: string, amount: number): string {
	const fields = parseTlv(payload);
	if (!fields || !isQris(payload)) throw new RangeError("not a QRIS text");
	const kept = fields.filter(({ tag }) => !["54", "55", "56", "57", "63"].includes(tag));
	const dynamic = kept.flatMap((field) => {
		if (field.tag === "01") return [{ tag: "01", value: "12" }];
		return field.tag === "53" ? [field, { tag: "54", value: String(amount) }] : [field];
	});
	const text = `${encode(dynamic)}6304`;
	return text + crc16(text);
}

/** What one QRIS payment may be at most: Rp 10 million, by the gateways' newer pages (an older one says 20). */
export const QRIS_LIMIT = 10_000_000;

/** The dynamic QRIS of an amount, or null where the amount is above what a QRIS payment may be. */
export const payableQris = (payload: string, amount: number): string | null =>
	amount > QRIS_LIMIT ? null : withAmount(payload, amount);

export const QrisPayload = z
	.string()
	.trim()
	.max(512)
	.refine(isQris, "not a QRIS text: its structure or checksum is wrong");
