import { PackageSearch } from "lucide-react";
import { useSearchParams } from "react-router";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { ProblemState } from "~/ui/problem-state";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import type { Route } from "./+types/pricing";
import { PlanCard } from "./plan-card";
import { PlanComparison } from "./plan-comparison";
import { readChoice } from "./plans";

export const meta = () => [
	{ title: `${m.pricing_title()} · Sewa` },
	{ name: "description", content: m.pricing_lead() },
];

export async function loader({ context }: Route.LoaderArgs) {
	return required(context.get(api).GET("/api/v1/catalog/plans"));
}

export default function Pricing({ loaderData: { items } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const choice = readChoice(params);
	return (
		<div className="page-width grid gap-10 py-12 md:py-16">
			<header className="grid justify-items-center gap-3 text-center">
				<h1 className="text-3xl font-semibold tracking-tight md:text-4xl">{m.pricing_title()}</h1>
				<p className="max-w-xl text-lg text-pretty text-ink-muted">{m.pricing_lead()}</p>
				<div className="mt-3 flex flex-wrap justify-center gap-3">
					<Segmented
						label={m.pricing_interval()}
						segments={[
							{
								label: m.pricing_month(),
								to: withParams(params, { interval: null }),
								current: choice.interval === "month",
							},
							{
								label: m.pricing_year(),
								to: withParams(params, { interval: "year" }),
								current: choice.interval === "year",
							},
						]}
					/>
					<Segmented
						label={m.pricing_currency()}
						segments={[
							{ label: "IDR", to: withParams(params, { currency: null }), current: choice.currency === "IDR" },
							{ label: "USD", to: withParams(params, { currency: "USD" }), current: choice.currency === "USD" },
						]}
					/>
				</div>
			</header>
			{items.length === 0 ? (
				<EmptyState icon={PackageSearch} title={m.pricing_none()}>
					{m.pricing_none_text()}
				</EmptyState>
			) : (
				<>
					<div className="grid gap-4 sm:grid-cols-2 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none">
						{items.map((plan) => (
							<PlanCard key={plan.id} plan={plan} choice={choice} />
						))}
					</div>
					<p className="text-center text-sm text-ink-muted">{m.pricing_tax()}</p>
					<PlanComparison plans={items} />
				</>
			)}
		</div>
	);
}

export function ErrorBoundary() {
	return (
		<div className="page-width py-16">
			<ProblemState />
		</div>
	);
}
