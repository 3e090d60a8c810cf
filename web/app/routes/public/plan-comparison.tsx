import { Check, Minus } from "lucide-react";
import { formatBytes, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import type { Plan } from "./plans";

type Row = { label: string; cells: (string | boolean)[] };

export function PlanComparison({ plans }: { plans: Plan[] }) {
	return (
		<section className="grid gap-4">
			<h2 className="text-2xl font-semibold tracking-tight">{m.pricing_compare()}</h2>
			<section
				className="overflow-x-auto rounded-lg border border-line bg-surface"
				aria-label={m.pricing_compare()}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
				tabIndex={0}
			>
				<table className="w-full min-w-2xl text-left text-[0.95rem]">
					<thead>
						<tr className="border-b border-line bg-sunken">
							<th scope="col" className="px-4 py-3 font-medium text-ink-muted">
								{m.pricing_limit()}
							</th>
							{plans.map((plan) => (
								<th key={plan.id} scope="col" className="px-4 py-3 text-center font-semibold">
									{plan.name}
								</th>
							))}
						</tr>
					</thead>
					<tbody className="divide-y divide-line">
						{comparisonRows(plans).map((row) => (
							<tr key={row.label}>
								<th scope="row" className="px-4 py-3 font-normal text-ink-muted">
									{row.label}
								</th>
								{row.cells.map((cell, index) => (
									<td key={plans[index]?.id} className="px-4 py-3 text-center">
										<Cell value={cell} />
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</section>
		</section>
	);
}

function Cell({ value }: { value: string | boolean }) {
	if (value === true)
		return <Check role="img" aria-label={m.pricing_included()} className="mx-auto size-4.5 text-ok" />;
	if (value === false)
		return <Minus role="img" aria-label={m.pricing_not_included()} className="mx-auto size-4.5 text-ink-faint" />;
	return value;
}

function comparisonRows(plans: Plan[]): Row[] {
	const locale = getLocale();
	const count = (value: number | null) => (value === null ? m.pricing_unlimited() : formatNumber(value, locale));
	const bytes = (value: number | null) => (value === null ? m.pricing_unlimited() : formatBytes(value, locale));
	const row = (label: string, cell: (plan: Plan) => string | boolean): Row => ({ label, cells: plans.map(cell) });
	const features = new Map(plans.flatMap((plan) => plan.features.map((feature) => [feature.en, feature[locale]])));
	return [
		row(m.pricing_users(), (plan) => count(plan.limits.users)),
		row(m.pricing_branches(), (plan) => count(plan.limits.branches)),
		row(m.pricing_storage(), (plan) => bytes(plan.limits.storageBytes)),
		row(m.pricing_api_calls(), (plan) => count(plan.limits.apiCalls)),
		row(m.pricing_inferences(), (plan) => count(plan.limits.inferences)),
		row(m.pricing_trial(), (plan) => (plan.trialDays > 0 ? m.pricing_trial_days({ count: plan.trialDays }) : false)),
		...[...features].map(([key, label]) => row(label, (plan) => plan.features.some((feature) => feature.en === key))),
	];
}
