import type { Limits } from "./schemas";

/** How much of a meter a tenant may use in a period; null is without limit, and beyond a soft limit use goes on. */
export type Quota = { meter: string; limit: number | null; hard: boolean };

/** Where a plan's limits say how much of a meter it allows; any other meter is in `limits.custom`. */
export const LIMIT_KEYS = {
	seats: "users",
	branches: "branches",
	storage_bytes: "storageBytes",
	api_calls: "apiCalls",
	inferences: "inferences",
} as const satisfies Record<string, keyof Limits>;

/** Meters of what is there now: counted in the database, never reset, and without a price of their own. */
export const RECORD_METERS = ["seats", "branches", "storage_bytes"] as const;
export type RecordMeter = (typeof RECORD_METERS)[number];
export const isRecordMeter = (meter: string): meter is RecordMeter =>
	(RECORD_METERS as readonly string[]).includes(meter);

/**
 * What a tenant may use of every meter that its plan or staff names. A plan's limit is hard unless use beyond it has a
 * price (`priced`); what staff allows one tenant comes before the plan, and says itself.
 */
export function quotasOf(limits: Limits, priced: readonly string[], overrides: readonly Quota[]): Quota[] {
	const own = Object.entries(LIMIT_KEYS).map(([meter, key]): [string, number | null] => [meter, limits[key]]);
	const ofPlan = [...own, ...Object.entries(limits.custom ?? {})].map(
		([meter, limit]): Quota => ({ meter, limit, hard: !priced.includes(meter) }),
	);
	const said = overrides.map(({ meter, limit, hard }) => ({ meter, limit, hard }));
	return [...ofPlan.filter(({ meter }) => !said.some((one) => one.meter === meter)), ...said];
}

/** How much limits allow of a meter: null is without limit, undefined where they say nothing of it. */
export const limitOf = (limits: Limits, meter: string): number | null | undefined =>
	meter in LIMIT_KEYS ? limits[LIMIT_KEYS[meter as keyof typeof LIMIT_KEYS]] : limits.custom?.[meter];

/** Why a price of overage makes no sense with these limits; null where it does. */
export function uselessPrice(limits: Limits, { meter }: { meter: string }): string | null {
	if (isRecordMeter(meter)) return "What there is now is not billed by use; its limit is hard.";
	if (typeof limitOf(limits, meter) !== "number") return `The plan has no limit of ${meter} to go beyond.`;
	return null;
}

/** Whether nothing more may be used: the one answer to that, wherever it is asked. */
export const isSpent = ({ limit, hard }: Pick<Quota, "limit" | "hard">, used: number): boolean =>
	hard && limit !== null && used >= limit;
