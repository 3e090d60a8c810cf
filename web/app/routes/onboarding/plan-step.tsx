import { ArrowLeft, PackageSearch } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Segmented } from "~/ui/segmented";
import type { Plan } from "../public/plans";
import { PlanOffer } from "./plan-offer";
import { StepHead } from "./step-head";
import type { Wish } from "./wish";
import { linkTo } from "./wish";

export function PlanStep({ wish, plans, unsold }: { wish: Wish; plans: Plan[]; unsold: boolean }) {
	const { interval, currency } = wish.choice;
	const at = (choice: Partial<Wish["choice"]>) => linkTo(wish, { choice: { ...wish.choice, ...choice } });
	return (
		<>
			<div className="flex flex-wrap items-end justify-between gap-4">
				<StepHead title={m.welcome_plan_title()}>{m.welcome_plan_text()}</StepHead>
				<div className="flex flex-wrap gap-2.5">
					<Segmented
						label={m.pricing_interval()}
						segments={[
							{ label: m.pricing_month(), to: at({ interval: "month" }), current: interval === "month" },
							{ label: m.pricing_year(), to: at({ interval: "year" }), current: interval === "year" },
						]}
					/>
					<Segmented
						label={m.pricing_currency()}
						segments={[
							{ label: "IDR", to: at({ currency: "IDR" }), current: currency === "IDR" },
							{ label: "USD", to: at({ currency: "USD" }), current: currency === "USD" },
						]}
					/>
				</div>
			</div>
			{unsold && <Notice tone="wait">{m.welcome_plan_unsold()}</Notice>}
			{plans.length === 0 ? (
				<EmptyState icon={PackageSearch} title={m.pricing_none()}>
					{m.pricing_none_text()}
				</EmptyState>
			) : (
				<div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
					{plans.map((plan) => (
						<PlanOffer key={plan.id} plan={plan} wish={wish} />
					))}
				</div>
			)}
			<p className="text-sm text-ink-muted">{m.pricing_tax()}</p>
			<ButtonLink to={linkTo(wish, { step: "name" })} className="w-fit" icon={<ArrowLeft aria-hidden />}>
				{m.welcome_back()}
			</ButtonLink>
		</>
	);
}
