import { add, type Money, money, scale, sum } from "#worker/kernel/money";
import type { OveragePrice } from "#worker/modules/catalog/schemas";

/**
 * A part of the overage at one price: `quantity` units (or packages) at `unit` for every `per` of them, and once
 * `flat`. `from` and `upTo` are the tier, counted beyond the limit; null is all the rest.
 */
export type OverageLine = {
	from: number;
	upTo: number | null;
	quantity: number;
	per: number;
	unit: Money;
	flat: Money;
	amount: Money;
};
export type Overage = { quantity: number; lines: OverageLine[]; total: Money };

/** Whole units used beyond the limit; a part of a unit is not charged. Without a limit nothing is beyond it. */
export const beyond = (used: number, limit: number | null): number =>
	limit === null ? 0 : Math.max(0, Math.floor(used) - limit);

/**
 * What use beyond a limit costs. Tiers count what is beyond the limit, from 1 on. Each line is rounded once, half away
 * from zero; the total is the sum of its lines.
 */
export function overagePrice(used: number, limit: number | null, price: OveragePrice): Overage {
	const quantity = beyond(used, limit);
	const lines = quantity === 0 ? [] : linesOf(quantity, price);
	const amounts = lines.map(({ amount }) => amount);
	return { quantity, lines, total: sum(amounts, price.currency) };
}

function linesOf(quantity: number, price: OveragePrice): OverageLine[] {
	const tiers = tiersOf(price);
	switch (price.model) {
		case "per_unit":
			return tiers.slice(0, 1).map((tier) => lineOf(price, tier, quantity));
		case "package":
			// Whole packages, begun ones too.
			return tiers.slice(0, 1).map((tier) => lineOf({ ...price, per: 1 }, tier, Math.ceil(quantity / price.per)));
		case "volume":
			return tiers
				.filter(({ from, upTo }) => quantity >= from && (upTo === null || quantity <= upTo))
				.map((tier) => lineOf(price, tier, quantity));
		case "graduated":
			return tiers
				.filter(({ from }) => quantity >= from)
				.map((tier) => lineOf(price, tier, Math.min(quantity, tier.upTo ?? quantity) - tier.from + 1));
	}
}

type Tier = OveragePrice["tiers"][number] & { from: number };

const tiersOf = ({ tiers }: OveragePrice): Tier[] =>
	tiers.map((tier, n) => ({ ...tier, from: (tiers[n - 1]?.upTo ?? 0) + 1 }));

function lineOf({ currency, per }: OveragePrice, tier: Tier, quantity: number): OverageLine {
	const [unit, flat] = [money(tier.unit, currency), money(tier.flat, currency)];
	const { from, upTo } = tier;
	return { from, upTo, quantity, per, unit, flat, amount: add(scale(unit, quantity, per), flat) };
}
