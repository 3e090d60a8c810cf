import type { Id } from "#worker/kernel/ids";
import { sha256 } from "#worker/kernel/sha256";
import type { KeyEnvironment } from "./rules";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^32 is 190 bits: nobody guesses one. */
const RANDOM_DIGITS = 32;
/** 62^6 is above 2^32. */
const CHECK_DIGITS = 6;
/** So many more than are needed that no digit is likelier than another (by less than 2^-65). */
export const KEY_RANDOM_BYTES = 32;
/** Where the suffix of the tenant's id is: both prefixes are as long. */
const SUFFIX_FROM = "sewa_live_".length;
const SUFFIX_LENGTH = 26;
const TEXT = /^sewa_(live|test)_([0-7][0-9a-hjkmnp-tv-z]{25})[0-9A-Za-z]{38}$/;

/** What every key of an environment begins with. */
export const keyPrefix = (environment: KeyEnvironment): string => `sewa_${environment}_`;

/** The text of a new key: `sewa_live_`, the suffix of its tenant's id, 32 random digits, and a checksum of all these. */
export function newKeyText(environment: KeyEnvironment, tenantId: Id<"tenant">, random: Uint8Array): string {
	if (random.length !== KEY_RANDOM_BYTES) throw new RangeError(`a key takes ${KEY_RANDOM_BYTES} random bytes`);
	const number = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
	const head = keyPrefix(environment) + tenantId.slice("ten_".length) + inDigits(number, RANDOM_DIGITS);
	return head + checksum(head);
}

/**
 * Which tenant a key says it is of; null when it can be nobody's. One wrong character and two that swapped places are
 * always found, any other slip but for one in 2^32: a typo costs no look-up. Whether there is such a key, only D1 knows.
 */
export function readKeyText(text: string): { environment: KeyEnvironment; tenantId: Id<"tenant"> } | null {
	const match = TEXT.exec(text);
	if (!match || checksum(text.slice(0, -CHECK_DIGITS)) !== text.slice(-CHECK_DIGITS)) return null;
	return { environment: match[1] as KeyEnvironment, tenantId: `ten_${match[2]}` };
}

/** Which tenant a text would be of if it is a key. Judges nothing: for looking up texts that were judged before. */
export const tenantOfText = (text: string): Id<"tenant"> =>
	`ten_${text.slice(SUFFIX_FROM, SUFFIX_FROM + SUFFIX_LENGTH)}`;

/** What a key is kept as. Its 190 random bits need no salt and no slow hash. */
export const hashKey = (text: string): Promise<string> => sha256(text);

function inDigits(number: bigint, length: number): string {
	let digits = "";
	for (let rest = number; digits.length < length; rest /= 62n) digits = DIGITS[Number(rest % 62n)] + digits;
	return digits;
}

const checksum = (ascii: string): string => inDigits(BigInt(crc32(ascii)), CHECK_DIGITS);

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let remainder = byte;
	for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
	return remainder;
});

/** CRC-32 as in zip and PNG (ISO 3309), of ASCII: here, because node:zlib is not in a browser, and pages read keys too. */
function crc32(ascii: string): number {
	let crc = 0xffffffff;
	for (let i = 0; i < ascii.length; i++) crc = (crc >>> 8) ^ (TABLE[(crc ^ ascii.charCodeAt(i)) & 0xff] as number);
	return (crc ^ 0xffffffff) >>> 0;
}
