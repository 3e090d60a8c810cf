import { MINUTE } from "#worker/kernel/time";

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
/** How many former passwords may not come back. */
export const PASSWORDS_REMEMBERED = 5;

export const MAX_FAILURES = 5;
export const LOCK_FOR = 15 * MINUTE;

/** The stems of the most used passwords of public breach lists; digits and signs around them do not help. */
const COMMON_STEMS = new Set(
	(
		"password passw0rd p@ssword p@ssw0rd passwort qwerty qwertyuiop qwerty123 asdfghjkl zxcvbnm qazwsx qazwsxedc 1q2w3e4r " +
		"1q2w3e4r5t q1w2e3r4 iloveyou letmein welcome admin administrator monkey dragon football baseball superman batman " +
		"sunshine princess trustno1 master shadow michael jennifer charlie starwars whatever computer internet secret " +
		"abcdefgh abcd abc changeme default login master123 hello freedom access flower cookie summer winter spring autumn " +
		"sayang sayangku indonesia bismillah jakarta bandung surabaya rahasia katasandi sandi cinta doraemon garuda merdeka"
	).split(" "),
);

export type PasswordVerdict =
	| { acceptable: true }
	| { acceptable: false; reason: "too_short" | "too_long" | "common" | "personal" };

const stem = (text: string): string => text.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, "");
const isRun = (text: string): boolean =>
	[...text].every(
		(c, i, all) =>
			i < 2 ||
			c.charCodeAt(0) - (all[i - 1]?.charCodeAt(0) ?? 0) ===
				(all[1]?.charCodeAt(0) ?? 0) - (all[0]?.charCodeAt(0) ?? 0),
	);

/**
 * NIST SP 800-63B: length and a blocklist, no composition rules. `personal` are things an attacker knows.
 * Lengths count Unicode characters after NFKC.
 */
export function judgePassword(password: string, personal: readonly string[] = []): PasswordVerdict {
	const text = password.normalize("NFKC");
	const length = [...text].length;
	if (length < PASSWORD_MIN) return { acceptable: false, reason: "too_short" };
	if (length > PASSWORD_MAX) return { acceptable: false, reason: "too_long" };
	if (isRun(text) || COMMON_STEMS.has(text.toLowerCase()) || (length < 16 && isCommonStem(text)))
		return { acceptable: false, reason: "common" };
	const known = personal.map(stem).filter((word) => word.length >= 4);
	if (known.includes(stem(text))) return { acceptable: false, reason: "personal" };
	return { acceptable: true };
}

function isCommonStem(text: string): boolean {
	const core = stem(text);
	return core === "" ? /^(.+?)\1+$/.test(text) || /^[0-9]{8,10}$/.test(text) : COMMON_STEMS.has(core);
}

export type Strength = 0 | 1 | 2 | 3 | 4;

/** A rough guide while typing: length first, variety second. The server's verdict is `judgePassword`. */
export function passwordStrength(password: string, personal: readonly string[] = []): Strength {
	if (!judgePassword(password, personal).acceptable) return 0;
	const variety = new Set([...password.normalize("NFKC")]).size;
	const score = [password.length >= 10, password.length >= 14, variety >= 8, variety >= 12].filter(Boolean).length;
	return Math.max(1, score) as Strength;
}

/** When an account that has just failed for the `failures`-th time in a row is locked until; null if it is not. */
export const lockAfter = (failures: number, now: number): number | null =>
	failures >= MAX_FAILURES ? now + LOCK_FOR : null;
