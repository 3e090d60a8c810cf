import { Check } from "lucide-react";
import { formatMoney, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { cn } from "~/ui/cn";
import type { Choice, Plan } from "../public/plans";
import { priceOf, yearlySaving } from "../public/plans";

/** A way into a plan: "Start trial", and where that leads. */
export type OfferedWay = { label: string; to: string };

export type PlanOfferProps = {
	plan: Plan;
	choice: Choice;
	ways: OfferedWay[];
	/** The one plan that stands out instead of the recommended one, and what to call it. */
	mark: { code: string; label: string } | null;
	/** Whether a trial is among what is offered. */
	trials: boolean;
};

/** A plan to choose, with the ways into it. The one chosen before is marked. */
export function PlanOffer({ plan, choice, ways, mark, trials }: PlanOfferProps) {
	const locale = getLocale();
	const wished = mark?.code === plan.code;
	const marked = mark === null ? plan.highlighted : wished;
	return (
		<section
			aria-labelledby={`plan-${plan.code}`}
			className={cn(
				"flex flex-col gap-4 rounded-xl border bg-surface p-4.5",
				marked ? "border-accent ring-1 ring-accent" : "border-line",
			)}
		>
			<div className="grid gap-1">
				<h2 id={`plan-${plan.code}`} className="flex flex-wrap items-center gap-2 text-lg font-semibold">
					{plan.name}
					{wished && <Badge tone="ok">{mark?.label}</Badge>}
					{!wished && plan.highlighted && <Badge tone="info">{m.pricing_recommended()}</Badge>}
				</h2>
				<p className="text-sm text-pretty text-ink-muted lg:min-h-10">{plan.description[locale]}</p>
			</div>
			<OfferPrice plan={plan} choice={choice} />
			<div className={cn("grid content-start gap-2 sm:min-h-9", trials && "lg:min-h-20")}>
				{ways.map(({ label, to }, index) => (
					<ButtonLink
						key={label}
						to={to}
						variant={marked && index === 0 ? "primary" : "secondary"}
						aria-label={`${label}: ${plan.name}`}
						wide
					>
						{label}
					</ButtonLink>
				))}
			</div>
			<ul className="grid content-start gap-1.5 text-sm">
				{offered(plan, trials).map((line) => (
					<li key={line} className="flex gap-2">
						<Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
						<span className="text-pretty">{line}</span>
					</li>
				))}
			</ul>
		</section>
	);
}

function OfferPrice({ plan, choice }: Pick<PlanOfferProps, "plan" | "choice">) {
	const locale = getLocale();
	const price = priceOf(plan, choice);
	const saving = choice.interval === "year" ? yearlySaving(plan, choice.currency) : null;
	if (!price) return <p className="min-h-12 text-sm text-ink-muted">{m.pricing_not_offered()}</p>;
	return (
		<div className="min-h-12">
			<p className="tabular flex flex-wrap items-baseline gap-x-1.5">
				<span className="text-xl font-semibold tracking-tight whitespace-nowrap">
					{price.amount === 0 ? m.pricing_free() : formatMoney(price, locale)}
				</span>
				{price.amount > 0 && (
					<span className="text-sm text-ink-muted">
						{choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month()}
					</span>
				)}
			</p>
			{saving && <p className="mt-0.5 text-sm text-ok">{m.pricing_saves({ amount: formatMoney(saving, locale) })}</p>}
		</div>
	);
}

function offered(plan: Plan, trials: boolean): string[] {
	const locale = getLocale();
	const { users } = plan.limits;
	return [
		...(trials && plan.trialDays > 0 ? [m.pricing_trial_days({ count: plan.trialDays })] : []),
		...(trials && plan.trialCredit ? [m.pricing_trial_credit({ amount: formatMoney(plan.trialCredit, locale) })] : []),
		users === null ? m.welcome_members_unlimited() : m.welcome_members_up_to({ count: formatNumber(users, locale) }),
		...plan.features.map((feature) => feature[locale]),
	];
}
