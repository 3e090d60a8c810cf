import { type Money, money, scale } from "#worker/kernel/money";
import type { Coupon, Refusal } from "./rules";

/** What a coupon takes off before tax, and the days it adds. */
export type AppliedCoupon = { id: Coupon["id"]; code: string; name: string; discount: number; bonusDays: number };
export type RefusedCoupon = { code: string; reason: Refusal };
export type Stack = { applied: AppliedCoupon[]; refused: RefusedCoupon[] };

/**
 * Puts eligible coupons together: percentages first, each of the undiscounted price and the largest first, then
 * fixed amounts, the largest first, then days. A coupon that does not stack stands alone; of it and the stack of
 * the others, what saves more wins. Together they never take off more than the price.
 */
export function stackCoupons(eligible: readonly Coupon[], charge: Money): Stack {
	const stackable = eligible.filter((coupon) => coupon.stackable);
	const alone = eligible.filter((coupon) => !coupon.stackable).map((coupon) => [coupon]);
	const stacks = [stackable, ...alone].map((coupons) => applyInOrder(coupons, charge));
	const best = stacks.reduce((winner, stack) => (isBetter(worthOf(stack), worthOf(winner)) ? stack : winner));
	const decided = new Set([...best.applied, ...best.refused].map(({ code }) => code));
	const losers = eligible.filter(({ code }) => !decided.has(code));
	return {
		applied: best.applied,
		refused: [...best.refused, ...losers.map(({ code }) => ({ code, reason: "not_stackable" as const }))],
	};
}

const RANK = { percent: 0, fixed: 1, trial_extension: 2 } as const;

const inOrder = (a: Coupon, b: Coupon): number =>
	RANK[a.kind] - RANK[b.kind] || b.value - a.value || (a.code < b.code ? -1 : 1);

function applyInOrder(coupons: readonly Coupon[], charge: Money): Stack {
	const stack: Stack = { applied: [], refused: [] };
	let left = Math.max(charge.amount, 0);
	for (const coupon of [...coupons].sort(inOrder)) {
		const { id, code, name } = coupon;
		const bonusDays = coupon.kind === "trial_extension" ? coupon.value : 0;
		const discount = Math.min(left, fullDiscount(coupon, charge));
		left -= discount;
		if (discount + bonusDays > 0) stack.applied.push({ id, code, name, discount, bonusDays });
		else stack.refused.push({ code, reason: "nothing_left" });
	}
	return stack;
}

function fullDiscount({ kind, value }: Coupon, charge: Money): number {
	if (kind === "trial_extension") return 0;
	return kind === "fixed" ? value : scale(money(charge.amount, charge.currency), value, 100).amount;
}

const worthOf = ({ applied }: Stack): [discount: number, days: number] => [
	applied.reduce((total, { discount }) => total + discount, 0),
	applied.reduce((total, { bonusDays }) => total + bonusDays, 0),
];

const isBetter = (a: [number, number], b: [number, number]): boolean => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
