import { createHash, timingSafeEqual } from "node:crypto";

export type Signed = { orderId: string; statusCode: string; grossAmount: string };

/** Hex SHA-512 of order id, status code, gross amount as written, and server key (docs.midtrans.com, notifications). */
export function signatureOf({ orderId, statusCode, grossAmount }: Signed, serverKey: string): string {
	return createHash("sha512").update(`${orderId}${statusCode}${grossAmount}${serverKey}`).digest("hex");
}

/** Compares in constant time, whatever the length of `signature`. */
export function isSignature(signature: string, signed: Signed, serverKey: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(signature), digest(signatureOf(signed, serverKey)));
}
