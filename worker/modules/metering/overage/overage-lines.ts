import type { LocalText } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { type Money, sum } from "#worker/kernel/money";
import { limitOf, type Quota } from "#worker/modules/catalog/quotas";
import type { Limits, OveragePrice } from "#worker/modules/catalog/schemas";
import type { Period } from "../rules";
import { type Overage, overagePrice } from "./overage-rules";

/** What a period's overage goes by. */
export type Terms = { limits: Limits; overrides: readonly Quota[]; prices: readonly OveragePrice[] };
export type MeterOverage = Overage & { meter: string; used: number; limit: number | null };

/** The overage of each priced meter. What staff allowed one tenant comes before the plan, a hard limit is never passed. */
export function overagesOf({ limits, overrides, prices }: Terms, used: ReadonlyMap<string, number>): MeterOverage[] {
	return prices.map((price) => {
		const { meter } = price;
		const override = overrides.find((one) => one.meter === meter);
		const limit = override ? override.limit : (limitOf(limits, meter) ?? null);
		const of = used.get(meter) ?? 0;
		// Use that a hard limit let through (before it was set, or as late events) is not billed.
		const charged = override?.hard ? 0 : of;
		return { meter, used: of, limit, ...overagePrice(charged, limit, price) };
	});
}

export const totalOf = (overages: readonly MeterOverage[], currency: Money["currency"]): Money =>
	sum(
		overages.map(({ total }) => total),
		currency,
	);

const whole = { en: new Intl.NumberFormat("en-US"), id: new Intl.NumberFormat("id-ID") };

/** An invoice line for it: what, how much, and of which days. */
export function describeOverage(name: LocalText, { quantity }: MeterOverage, { start, end }: Period): LocalText {
	const days = (locale: "en" | "id") => `${longDate(start, locale)} – ${longDate(end, locale)}`;
	return {
		en: `${name.en} beyond the plan: ${whole.en.format(quantity)} (${days("en")})`,
		id: `${name.id} di luar paket: ${whole.id.format(quantity)} (${days("id")})`,
	};
}
