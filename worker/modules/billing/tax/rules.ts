import { type Money, scale } from "#worker/kernel/money";

/** A version of the PPN law: in force from `since` (UTC) until the next one. */
export type TaxRule = {
	since: number;
	code: string;
	ratePercent: number;
	base: { numerator: number; denominator: number };
};

/**
 * PPN by date. Since 1 January 2025 the statutory rate is 12 % on 11/12 of the price (DPP nilai lain,
 * PMK 131/2024) for everything that is not luxury: effectively 11 %. Before, 11 % on the price (UU 7/2021).
 */
const PPN_VERSIONS: TaxRule[] = [
	{ since: Date.UTC(2022, 2, 31, 17), code: "PPN-2022", ratePercent: 11, base: { numerator: 1, denominator: 1 } },
	{ since: Date.UTC(2024, 11, 31, 17), code: "PPN-2025", ratePercent: 12, base: { numerator: 11, denominator: 12 } },
];

export type TaxSwitch = { taxRegistered: boolean };

/** The rule in force, or null where the seller is not registered (only a PKP may charge PPN). */
export function taxRuleAt(seller: TaxSwitch, at: number): TaxRule | null {
	if (!seller.taxRegistered) return null;
	return PPN_VERSIONS.findLast((rule) => rule.since <= at) ?? null;
}

export type LineTax = { taxBase: Money; tax: Money; taxRatePercent: number };

/** Tax of one line, rounded at each published figure: `PPN = round(round(price × 11/12) × 12 %)`. */
export function taxOf(amount: Money, rule: TaxRule | null): LineTax {
	if (!rule) return { taxBase: amount, tax: { amount: 0, currency: amount.currency }, taxRatePercent: 0 };
	const taxBase = scale(amount, rule.base.numerator, rule.base.denominator);
	return { taxBase, tax: scale(taxBase, rule.ratePercent, 100), taxRatePercent: rule.ratePercent };
}
