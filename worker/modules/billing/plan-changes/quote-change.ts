import { invalid } from "#worker/kernel/errors";
import type { LocalText } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { type Money, money, negate, scale, sum } from "#worker/kernel/money";
import type { ChangePolicy } from "#worker/modules/catalog/schemas";
import { type Coupon, type CouponUse, couponCode, eligibility } from "../coupons/rules";
import { type AppliedCoupon, type RefusedCoupon, stackCoupons } from "../coupons/stack";
import type { TaxSwitch } from "../tax/rules";
import { type Direction, directionOf, type Running, type Target } from "./direction";
import { unusedShare } from "./proration";
import { INTERVAL_NAME, type PricedItem, type Quote, quoteDue, quoteLines } from "./rules";

/** `invoice`: paid first. `apply`: at once, nothing is to be paid now. `schedule`: with the renewal. `trial`: a longer trial. */
export const CHANGE_OUTCOMES = ["invoice", "apply", "schedule", "trial"] as const;

/** An item of the subscription's next invoice, before tax; negative is credit. */
export type CarriedItem = { description: LocalText; amount: number };

/** What a change costs and does. `lines`, tax and `total` are what is invoiced (for `schedule`: at the renewal). */
export type ChangeQuote = Quote &
	Direction & {
		outcome: (typeof CHANGE_OUTCOMES)[number];
		coupons: AppliedCoupon[];
		refused: RefusedCoupon[];
		/** Taken off by people, before tax; no more than there was to take off. */
		discount: number;
		bonusDays: number;
		/** Credit left over: it is on the next invoice. Never negative. */
		credit: Money;
		carried: CarriedItem[];
		/** What a whole period costs at what was really asked; what is unused of it is worth its share. */
		periodPrice: Money;
	};

export type QuoteInput = {
	running: Running | null;
	to: Target;
	policy: ChangePolicy;
	/** Codes that were named; `offered` holds their rows and those that apply by themselves. */
	coupons: { named: string[]; offered: Coupon[]; use: Record<string, CouponUse>; firstPurchase: boolean };
	adjustments: { discount: number; bonusDays: number };
	seller: TaxSwitch;
	now: number;
};

/** The one quote: preview, invoice, adjustment and command center are all this function. @throws 422 */
export function planChangeQuote(input: QuoteInput): ChangeQuote {
	const direction = directionOf(input.running, input.to, input.policy);
	const extendable = direction.timing !== "same_period";
	if (!extendable && input.adjustments.bonusDays > 0)
		throw invalid("/bonusDays", "The running period goes on: there is no new one to lengthen.");
	const charge = chargeOf(input, direction);
	const stack = couponsFor(input, charge.unitPrice, extendable);
	const items = [charge, ...discounts(input, charge.unitPrice, stack.applied), ...unusedOf(input, direction)];
	const off = items.slice(1).filter((item) => item.discount);
	const taken = sum(
		off.map((item) => item.unitPrice),
		charge.unitPrice.currency,
	);
	return {
		...direction,
		...billed(input, direction, items),
		coupons: stack.applied,
		refused: stack.refused,
		discount: off.reduce((total, item) => total + (item.discount === "manual" ? -item.unitPrice.amount : 0), 0),
		bonusDays: input.adjustments.bonusDays + stack.applied.reduce((days, coupon) => days + coupon.bonusDays, 0),
		periodPrice: pricePerPeriod(input.to.price, charge.unitPrice, taken),
	};
}

type Item = PricedItem & { discount?: "coupon" | "manual" };
type Items = [Item, ...Item[]];

const item = (description: LocalText, unitPrice: Money): Item => ({ description, quantity: 1, unitPrice });

function chargeOf({ running, to, now }: QuoteInput, { timing }: Direction): Item {
	const term = INTERVAL_NAME[to.interval];
	if (timing !== "same_period" || !running)
		return item({ en: `${to.planName} plan, ${term.en}`, id: `Paket ${to.planName}, ${term.id}` }, to.price);
	const rest = restOf(running);
	const share = unusedShare(to.price, { start: running.periodStart, end: running.periodEnd }, now);
	return item({ en: `${to.planName} plan, ${rest.en}`, id: `Paket ${to.planName}, ${rest.id}` }, share);
}

function restOf({ periodEnd }: Running): LocalText {
	return {
		en: `rest of the period until ${longDate(periodEnd, "en")}`,
		id: `sisa periode sampai ${longDate(periodEnd, "id")}`,
	};
}

/** What is unused of the plan that is left, as a negative line. A change at the end of the period leaves nothing. */
function unusedOf({ running, now }: QuoteInput, { timing }: Direction): Item[] {
	if (!running || timing === "period_end") return [];
	const share = unusedShare(running.pricePaid, { start: running.periodStart, end: running.periodEnd }, now);
	const rest = restOf(running);
	const { planName } = running;
	const description = {
		en: `Unused: ${planName} plan, ${rest.en}`,
		id: `Tidak terpakai: paket ${planName}, ${rest.id}`,
	};
	return share.amount > 0 ? [item(description, negate(share))] : [];
}

function couponsFor({ coupons, to, now }: QuoteInput, charge: Money, extendable: boolean) {
	const facts = { now, plan: to.plan, charge, firstPurchase: coupons.firstPurchase, extends: extendable };
	const named = [...new Set(coupons.named.map(couponCode))];
	const unknown = named.filter((code) => !coupons.offered.some((coupon) => coupon.code === code));
	const judged = coupons.offered.map((coupon) => ({
		code: coupon.code,
		...eligibility(coupon, facts, coupons.use[coupon.id] ?? { byTenant: 0, byThis: 0 }),
	}));
	const stack = stackCoupons(
		judged.flatMap((one) => (one.eligible ? [one.coupon] : [])),
		charge,
	);
	const refused = [
		...unknown.map((code) => ({ code, reason: "unknown" as const })),
		...judged.flatMap((one) => (one.eligible ? [] : [{ code: one.code, reason: one.reason }])),
		...stack.refused,
	];
	return { applied: stack.applied, refused: refused.filter(({ code }) => named.includes(code)) };
}

function discounts({ adjustments }: QuoteInput, charge: Money, applied: readonly AppliedCoupon[]): Item[] {
	const { currency } = charge;
	const lines: Item[] = applied
		.filter(({ discount }) => discount > 0)
		.map(({ code, discount }) => ({
			...item({ en: `Coupon ${code}`, id: `Kupon ${code}` }, money(-discount, currency)),
			discount: "coupon" as const,
		}));
	const left = charge.amount + lines.reduce((total, line) => total + line.unitPrice.amount, 0);
	const manual = Math.min(Math.max(adjustments.discount, 0), Math.max(left, 0));
	if (manual > 0)
		lines.push({ ...item({ en: "Discount", id: "Potongan harga" }, money(-manual, currency)), discount: "manual" });
	return lines;
}

/** What is invoiced, and what goes to the next invoice because it is deferred or because credit is left over. */
function billed(input: QuoteInput, { policy, timing }: Direction, all: Item[]) {
	const items = all.map(({ discount: _, ...priced }) => priced) as Items;
	const { currency } = items[0].unitPrice;
	const quote = quoteDue(items, input.seller, input.now);
	const nothing = { credit: money(0, currency), carried: [] as CarriedItem[] };
	if (timing === "period_end") return { ...quote, ...nothing, outcome: "schedule" as const };
	const deferred = policy === "next_invoice";
	if (!deferred && quote.subtotal.amount > 0) return { ...quote, ...nothing, outcome: "invoice" as const };
	const net = quote.subtotal;
	const credit = money(Math.max(-net.amount, 0), currency);
	return { ...movedOn(items, net), credit, carried: carriedOf(input, items, net), outcome: "apply" as const };
}

/** Nothing is invoiced now, so nothing is taxed now: the last line takes the sum over to the next invoice. */
function movedOn(items: Items, net: Money): Quote {
	const moved = { en: "Moved to the next invoice", id: "Dipindahkan ke tagihan berikutnya" };
	const all: Items = net.amount === 0 ? items : [...items, item(moved, negate(net))];
	return quoteLines(all, { taxRegistered: false }, 0);
}

/** A charge that is deferred keeps its lines; credit is one line, however it came about. */
function carriedOf({ running, to }: QuoteInput, items: Items, net: Money): CarriedItem[] {
	if (net.amount === 0) return [];
	if (net.amount > 0)
		return items
			.filter(({ unitPrice }) => unitPrice.amount !== 0)
			.map(({ description, unitPrice }) => ({ description, amount: unitPrice.amount }));
	const from = running?.planName ?? "";
	const description = {
		en: `Credit from changing ${from} to ${to.planName}`,
		id: `Kredit dari perubahan ${from} ke ${to.planName}`,
	};
	return [{ description, amount: net.amount }];
}

/** A discount of half the rest of a period is a discount of half the period. */
function pricePerPeriod(price: Money, charge: Money, taken: Money): Money {
	if (charge.amount <= 0) return price;
	return scale(price, charge.amount + taken.amount, charge.amount);
}
