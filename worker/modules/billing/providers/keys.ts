const encoder = new TextEncoder();
const IV_BYTES = 12;

/** The key that seals provider keys, derived from the installation's secret (HKDF, RFC 5869). */
async function sealingKey(secret: string): Promise<CryptoKey> {
	const material = await crypto.subtle.importKey("raw", encoder.encode(secret), "HKDF", false, ["deriveKey"]);
	const parameters = {
		name: "HKDF",
		hash: "SHA-256",
		salt: new Uint8Array(),
		info: encoder.encode("payment-providers"),
	};
	return crypto.subtle.deriveKey(parameters, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** Encrypts with AES-GCM: base64 of a fresh IV and the ciphertext. */
export async function seal(secret: string, plain: object): Promise<string> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
	const key = await sealingKey(secret);
	const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(JSON.stringify(plain)));
	return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** @throws when it was sealed under another secret or changed since */
export async function unseal<T>(secret: string, sealed: string): Promise<T> {
	const bytes = fromBase64(sealed);
	const key = await sealingKey(secret);
	const plain = await crypto.subtle.decrypt(
		{ name: "AES-GCM", iv: bytes.slice(0, IV_BYTES) },
		key,
		bytes.slice(IV_BYTES),
	);
	return JSON.parse(new TextDecoder().decode(plain)) as T;
}

/** `SB-M…cret`: enough to recognise, never enough to use. */
export const mask = (key: string): string => (key.length < 12 ? "…" : `${key.slice(0, 4)}…${key.slice(-4)}`);
