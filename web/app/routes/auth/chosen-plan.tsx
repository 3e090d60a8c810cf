import { Package } from "lucide-react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import type { ChosenPlan as ChosenPlanValue } from "./chosen-plan.server";

/** What was chosen and what it costs, kept in sight while signing up. */
export function ChosenPlan({ plan }: { plan: ChosenPlanValue }) {
	const per = plan.choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	return (
		<div className="flex items-center gap-3 rounded-lg border border-line bg-sunken px-3.5 py-2.5">
			<Package aria-hidden className="size-4.5 shrink-0 text-accent-ink" />
			<p className="min-w-0 flex-1">
				<span className="font-medium">{plan.name}</span>
				{plan.price && (
					<span className="block text-note text-ink-muted">
						{plan.price.amount === 0 ? (
							m.pricing_free()
						) : (
							<>
								<Money value={plan.price} /> {per}
							</>
						)}
					</span>
				)}
			</p>
			<Link to="/pricing" className="text-note text-accent-ink underline-offset-4 hover:underline">
				{m.auth_change_plan()}
			</Link>
		</div>
	);
}
