import { Check } from "lucide-react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { cn } from "~/ui/cn";
import type { Choice, Plan } from "./plans";
import { priceOf, yearlySaving } from "./plans";

export function PlanCard({ plan, choice }: { plan: Plan; choice: Choice }) {
	const locale = getLocale();
	const price = priceOf(plan, choice);
	const query = new URLSearchParams({ plan: plan.code, interval: choice.interval, currency: choice.currency });
	return (
		<section
			aria-labelledby={`plan-${plan.code}`}
			className={cn(
				"relative flex flex-col gap-4 rounded-xl border bg-surface p-5",
				plan.highlighted ? "border-accent shadow-pop" : "border-line",
			)}
		>
			<div className="grid gap-1">
				<h2 id={`plan-${plan.code}`} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-lg font-semibold">
					{plan.name}
					{plan.highlighted && (
						<span className="rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent-ink">
							{m.pricing_recommended()}
						</span>
					)}
				</h2>
				<p className="text-[0.95rem] text-pretty text-ink-muted lg:min-h-12">{plan.description[locale]}</p>
			</div>
			<PlanPrice plan={plan} choice={choice} />
			<ButtonLink
				to={`/sign-up?${query}`}
				variant={plan.highlighted ? "primary" : "secondary"}
				wide
				aria-disabled={price === null || undefined}
			>
				{callToAction(plan, price?.amount ?? null)}
			</ButtonLink>
			<ul className="grid gap-2 text-[0.95rem]">
				{plan.trialDays > 0 && <Feature>{m.pricing_trial_days({ count: plan.trialDays })}</Feature>}
				{plan.trialCredit && (
					<Feature>{m.pricing_trial_credit({ amount: formatMoney(plan.trialCredit, locale) })}</Feature>
				)}
				{plan.features.map((feature) => (
					<Feature key={feature.en}>{feature[locale]}</Feature>
				))}
			</ul>
		</section>
	);
}

function PlanPrice({ plan, choice }: { plan: Plan; choice: Choice }) {
	const locale = getLocale();
	const price = priceOf(plan, choice);
	const saving = choice.interval === "year" ? yearlySaving(plan, choice.currency) : null;
	if (!price) return <p className="min-h-16 text-ink-muted">{m.pricing_not_offered()}</p>;
	const per = choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	return (
		<div className={choice.interval === "year" ? "min-h-21" : "min-h-16"}>
			<p className="tabular text-[1.65rem]/tight font-semibold tracking-tight whitespace-nowrap">
				{price.amount === 0 ? m.pricing_free() : formatMoney(price, locale)}
			</p>
			{price.amount > 0 && <p className="text-sm text-ink-muted">{per}</p>}
			{saving && <p className="tabular text-sm text-ok">{m.pricing_saves({ amount: formatMoney(saving, locale) })}</p>}
		</div>
	);
}

function Feature({ children }: { children: string }) {
	return (
		<li className="flex gap-2">
			<Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-ink" />
			<span className="text-pretty">{children}</span>
		</li>
	);
}

function callToAction(plan: Plan, amount: number | null): string {
	if (amount === 0) return m.pricing_start_free();
	return plan.trialDays > 0 ? m.pricing_try({ plan: plan.name }) : m.pricing_choose({ plan: plan.name });
}
