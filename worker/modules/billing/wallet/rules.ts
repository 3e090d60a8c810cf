import type { Id } from "#worker/kernel/ids";
import type { Currency, Money } from "#worker/kernel/money";
import type { Machine } from "#worker/kernel/state-machine";
import { DAY } from "#worker/kernel/time";

export const HOLD_STATUSES = ["held", "finalised", "released", "expired"] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];
export type HoldEvent = "finalise" | "release" | "expire";

/** A hold moves money from `wallet` to `held`, so that the database itself keeps it from being spent twice. */
export const HOLD_MACHINE: Machine<HoldStatus, HoldEvent> = {
	held: { finalise: "finalised", release: "released", expire: "expired" },
	finalised: {},
	released: {},
	expired: {},
};

export const GRANT_KINDS = ["paid", "promotional", "trial", "referral"] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

/** Which credit is spent first, unless somebody says otherwise: gifts before what was paid for. */
export const GRANT_PRIORITY: Record<GrantKind, number> = { trial: 10, promotional: 20, referral: 30, paid: 90 };

/** Trial credit outlives its trial by this much: it pays into the first bill and the next, and is no debt for ever. */
export const TRIAL_CREDIT_AFTERLIFE = 60 * DAY;

export const AUTO_TOP_UP_KINDS = ["off", "threshold", "target"] as const;

/** Credit that may still be spent; amounts in minor units of the wallet's currency. */
export type LiveGrant = {
	id: Id<"grant">;
	remaining: number;
	priority: number;
	productCode: string | null;
	expiresAt: number | null;
	createdAt: number;
};
export type Draw = { promo: number; wallet: number; draws: { grantId: Id<"grant">; amount: number }[] };
type Wanted = { wallet: number; grants: readonly LiveGrant[]; product: string; amount: number; now: number };

/** Smaller priority first, then what expires soonest (never comes last), then the oldest, then by id. */
export function drawOrder(a: LiveGrant, b: LiveGrant): number {
	return (
		a.priority - b.priority ||
		order(a.expiresAt ?? Number.POSITIVE_INFINITY, b.expiresAt ?? Number.POSITIVE_INFINITY) ||
		a.createdAt - b.createdAt ||
		order(a.id, b.id)
	);
}

const order = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Credit pays for a product until the instant it expires. */
const maySpend = (grant: LiveGrant, product: string, now: number): boolean =>
	grant.remaining > 0 &&
	(grant.expiresAt === null || grant.expiresAt > now) &&
	(grant.productCode === null || grant.productCode === product);

/** Credit that may pay for the product now. */
export const usableCredit = (grants: readonly LiveGrant[], product: string, now: number): number =>
	grants.filter((grant) => maySpend(grant, product, now)).reduce((sum, grant) => sum + grant.remaining, 0);

/** Which credit, in `drawOrder`, and how much of the wallet pay `amount`; or how much is missing. */
export function planDraw({ wallet, grants, product, amount, now }: Wanted): Draw | { missing: number } {
	if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`not an amount to draw: ${amount}`);
	const draws: Draw["draws"] = [];
	let owed = amount;
	for (const grant of grants.filter((each) => maySpend(each, product, now)).sort(drawOrder)) {
		const part = Math.min(grant.remaining, owed);
		if (part === 0) break;
		draws.push({ grantId: grant.id, amount: part });
		owed -= part;
	}
	return owed > wallet ? { missing: owed - wallet } : { promo: amount - owed, wallet: owed, draws };
}

/** What a single top-up may be, in minor units. */
export const TOP_UP_BOUNDS: Record<Currency, { least: number; most: number }> = {
	IDR: { least: 10_000, most: 10_000_000 },
	USD: { least: 100, most: 100_000 },
};

/** The bounds that an amount does not keep to, or null. */
export function topUpComplaint({ amount, currency }: Money): { least: Money; most: Money } | null {
	const { least, most } = TOP_UP_BOUNDS[currency];
	if (amount >= least && amount <= most) return null;
	return { least: { amount: least, currency }, most: { amount: most, currency } };
}
