import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's scrypt choice that fits a 128 MB isolate (Password Storage Cheat Sheet): 16 MiB, about 0.2 s of CPU. */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const KEY_LENGTH = 64;
const MAX_MEMORY = 64 * 1024 * 1024;

type Cost = typeof COST;

function derive(password: string, salt: string, cost: Cost): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const options = { ...cost, maxmem: MAX_MEMORY };
		scrypt(password.normalize("NFKC"), salt, KEY_LENGTH, options, (error, key) =>
			error ? reject(error) : resolve(key),
		);
	});
}

/** `scrypt$N$r$p$salt$key`: the parameters travel with the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16).toString("hex");
	const key = await derive(password, salt, COST);
	return ["scrypt", COST.N, COST.r, COST.p, salt, key.toString("hex")].join("$");
}

/** Constant-time; false for anything that is not one of our hashes. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
	const [scheme, N, r, p, salt, key] = hash.split("$");
	if (scheme !== "scrypt" || !salt || !key) return false;
	const derived = await derive(password, salt, { N: Number(N), r: Number(r), p: Number(p) });
	const expected = Buffer.from(key, "hex");
	return expected.byteLength === derived.byteLength && timingSafeEqual(expected, derived);
}
