import type { Schema } from "@sewa/sdk";
import { CalendarClock, CalendarPlus, CircleArrowUp, Gift, type LucideIcon, RefreshCw } from "lucide-react";
import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { useClock } from "~/ui/clock";
import type { Choice, Plan } from "../public/plans";
import { priceOf } from "../public/plans";

type ChangeEffectProps = {
	quote: Schema<"ChangeQuote">;
	plan: Plan;
	choice: Choice;
	subscription: Schema<"SubscriptionDetail">;
};

/** What happens when, in the order of time. */
export function ChangeEffect(props: ChangeEffectProps) {
	const steps = useEffects(props);
	return (
		<Card className="px-4 py-4 md:px-5" aria-label={m.change_what_happens()}>
			<h2 className="mb-3 text-[1.07em] font-semibold">{m.change_what_happens()}</h2>
			<ol className="grid gap-2.5">
				{steps.map(([Icon, text]) => (
					<li key={text} className="flex gap-3">
						<Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
						<span className="text-pretty">{text}</span>
					</li>
				))}
			</ol>
		</Card>
	);
}

type Effect = [LucideIcon, string];

function useEffects({ quote, plan, choice, subscription }: ChangeEffectProps): Effect[] {
	const { timeZone } = useClock();
	const locale = getLocale();
	const end = quote.effectiveAt ?? subscription.periodEnd;
	const date = end ? formatDate(end, locale, timeZone) : "";
	const later = quote.outcome === "schedule";
	const effects = later ? laterEffects(plan.name, subscription.planName, date) : soonEffects(quote, plan.name, date);
	if (quote.bonusDays > 0) effects.push([Gift, m.change_bonus({ count: quote.bonusDays })]);
	const price = priceOf(plan, choice);
	if (!price) return effects;
	const per = choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	return [...effects, [RefreshCw, m.change_afterwards({ price: formatMoney(price, locale), per })]];
}

const laterEffects = (plan: string, present: string, date: string): Effect[] => [
	[CalendarClock, m.change_keep_until({ plan: present, date })],
	[CircleArrowUp, m.change_begins_on({ plan, date })],
];

function soonEffects({ outcome, timing, kind }: ChangeEffectProps["quote"], plan: string, date: string): Effect[] {
	const begins = outcome === "invoice" ? m.change_begins_paid({ plan }) : m.change_begins_now({ plan });
	const first: Effect = [CircleArrowUp, begins];
	if (timing === "same_period") return [first, [CalendarClock, m.change_same_period({ date })]];
	return kind === "first_purchase" ? [first] : [first, [CalendarPlus, m.change_new_period()]];
}
