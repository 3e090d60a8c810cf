import type { LocalText } from "#worker/kernel/locale";
import { add, type Money, money, sum } from "#worker/kernel/money";
import type { Machine } from "#worker/kernel/state-machine";
import type { Interval } from "#worker/modules/catalog/rules";
import { type TaxSwitch, taxOf, taxRuleAt } from "../tax/rules";

export const PLAN_CHANGE_STATUSES = [
	"quoted",
	"awaiting_payment",
	"awaiting_review",
	"applied",
	"rejected",
	"canceled",
	"expired",
] as const;
/** `trial_extension`: a coupon's days made a trial longer; it buys nothing. */
export const PLAN_CHANGE_KINDS = [
	"first_purchase",
	"upgrade",
	"downgrade",
	"interval_change",
	"trial_extension",
] as const;
export type PlanChangeKind = (typeof PLAN_CHANGE_KINDS)[number];
/**
 * `new_period`: a full period from the payment on. `same_period`: the running period goes on, the difference is
 * paid. `period_end`: nothing now; the next renewal is for the new plan.
 */
export const PLAN_CHANGE_TIMINGS = ["new_period", "same_period", "period_end"] as const;
export type PlanChangeTiming = (typeof PLAN_CHANGE_TIMINGS)[number];
/** What people have added to a quote; it is quoted again with them, by the same function. */
export type Adjustments = {
	coupons: string[];
	/** Taken off before tax, in minor units of the quote's currency. */
	discount: number;
	discountReason: string | null;
	bonusDays: number;
	notes: { by: string; at: number; text: string }[];
};

export type PlanChangeStatus = (typeof PLAN_CHANGE_STATUSES)[number];
/** States in which a change is still on its way; a subscription has at most one such. */
export const OPEN_PLAN_CHANGES = [
	"quoted",
	"awaiting_payment",
	"awaiting_review",
] as const satisfies PlanChangeStatus[];
export type PlanChangeEvent =
	| "invoice"
	| "submit"
	| "apply"
	| "reject_payment"
	| "withdraw"
	| "reject"
	| "cancel"
	| "expire"
	| "reverse";

/**
 * `reject_payment` and `withdraw` make the invoice payable again; the change goes on waiting. `reverse`: the money
 * was taken back, so it waits for money again. `quoted` is applied directly where nothing is to be paid.
 */
export const PLAN_CHANGE_MACHINE: Machine<PlanChangeStatus, PlanChangeEvent> = {
	quoted: { invoice: "awaiting_payment", apply: "applied", reject: "rejected", cancel: "canceled", expire: "expired" },
	awaiting_payment: {
		submit: "awaiting_review",
		apply: "applied",
		reject: "rejected",
		cancel: "canceled",
		expire: "expired",
	},
	awaiting_review: {
		apply: "applied",
		reject_payment: "awaiting_payment",
		withdraw: "awaiting_payment",
		reject: "rejected",
	},
	applied: { reverse: "awaiting_payment" },
	rejected: {},
	canceled: {},
	expired: {},
};

export type QuoteLine = {
	description: LocalText;
	quantity: number;
	unitPrice: Money;
	amount: Money;
	taxBase: Money;
	taxRatePercent: number;
	tax: Money;
};

/** What a change costs, line by line. `total = subtotal + tax`, and each is the sum of its lines. */
export type Quote = {
	lines: QuoteLine[];
	subtotal: Money;
	taxBase: Money;
	tax: Money;
	total: Money;
	taxRule: string | null;
};

type QuotedPlan = { name: string; interval: Interval; price: Money };

export const INTERVAL_NAME: Record<Interval, LocalText> = {
	month: { en: "one month", id: "satu bulan" },
	year: { en: "one year", id: "satu tahun" },
};

/** Prices one period of a plan: the preview, the invoice and the renewal are all this function. */
export function quotePlan(plan: QuotedPlan, seller: TaxSwitch, now: number): Quote {
	const term = INTERVAL_NAME[plan.interval];
	const description = { en: `${plan.name} plan, ${term.en}`, id: `Paket ${plan.name}, ${term.id}` };
	return quoteLines([{ description, quantity: 1, unitPrice: plan.price }], seller, now);
}

/** An item before tax. */
export type PricedItem = Pick<QuoteLine, "description" | "quantity" | "unitPrice">;

/** Taxes each line on its own, as Coretax wants it, then adds up. */
export function quoteLines(items: readonly [PricedItem, ...PricedItem[]], seller: TaxSwitch, now: number): Quote {
	const rule = taxRuleAt(seller, now);
	const { currency } = items[0].unitPrice;
	const lines = items.map((item) => {
		const amount = money(item.unitPrice.amount * item.quantity, item.unitPrice.currency);
		return { ...item, amount, ...taxOf(amount, rule) };
	});
	const subtotal = sum(
		lines.map((line) => line.amount),
		currency,
	);
	const tax = sum(
		lines.map((line) => line.tax),
		currency,
	);
	const taxBase = sum(
		lines.map((line) => line.taxBase),
		currency,
	);
	return { lines, subtotal, taxBase, tax, total: add(subtotal, tax), taxRule: rule?.code ?? null };
}

/**
 * The same for what may come to nothing: the tax of lines that cancel out is off by its rounding, so that where
 * nothing is owed there is no tax. The total is never negative unless the lines themselves are.
 */
export function quoteDue(items: readonly [PricedItem, ...PricedItem[]], seller: TaxSwitch, now: number): Quote {
	const quote = quoteLines(items, seller, now);
	const nothing = quote.subtotal.amount <= 0 || quote.total.amount <= 0;
	return nothing ? quoteLines(items, { taxRegistered: false }, now) : quote;
}
