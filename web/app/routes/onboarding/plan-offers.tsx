import { PackageSearch } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import type { Plan } from "../public/plans";
import { type OfferedWay, PlanOffer, type PlanOfferProps } from "./plan-offer";

type PlanOffersProps = Pick<PlanOfferProps, "choice" | "mark" | "trials"> & {
	plans: Plan[];
	waysOf: (plan: Plan) => OfferedWay[];
};

/** The plans side by side. */
export function PlanOffers({ plans, waysOf, ...offer }: PlanOffersProps) {
	if (plans.length === 0)
		return (
			<EmptyState icon={PackageSearch} title={m.pricing_none()}>
				{m.pricing_none_text()}
			</EmptyState>
		);
	return (
		<>
			<div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]">
				{plans.map((plan) => (
					<PlanOffer key={plan.id} plan={plan} ways={waysOf(plan)} {...offer} />
				))}
			</div>
			<p className="text-sm text-ink-muted">{m.pricing_tax()}</p>
		</>
	);
}
