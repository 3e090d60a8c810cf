import type { Schema } from "@sewa/sdk";
import { Star } from "lucide-react";
import type { FetcherWithComponents } from "react-router";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Money } from "~/ui/money";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { MoveButtons } from "../move-buttons";

type Plan = Schema<"SystemPlan">;

export function planColumns(plans: Plan[], mover: FetcherWithComponents<unknown> | null): Column<Plan>[] {
	const order: Column<Plan> = {
		id: "order",
		header: m.admin_plans_order(),
		narrow: true,
		cell: (row) =>
			mover && (
				<MoveButtons
					id={row.id}
					name={row.name}
					first={row.id === plans[0]?.id}
					last={row.id === plans.at(-1)?.id}
					fetcher={mover}
				/>
			),
	};
	return [
		{ id: "name", header: m.admin_plans_name(), cell: (row) => <PlanName plan={row} /> },
		{ id: "state", header: m.admin_status(), cell: (row) => <StatusBadge of="plan" status={row.state} /> },
		{ id: "month", header: m.admin_monthly(), cell: (row) => <Prices plan={row} interval="month" />, align: "end" },
		{ id: "year", header: m.admin_yearly(), cell: (row) => <Prices plan={row} interval="year" />, align: "end" },
		{
			id: "trial",
			header: m.admin_plans_trial(),
			cell: (row) => (row.trialDays > 0 ? m.admin_plans_days({ count: row.trialDays }) : "–"),
			align: "end",
			from: "lg",
		},
		{
			id: "subscribers",
			header: m.admin_plans_subscribers(),
			cell: (row) => formatNumber(row.subscribers, getLocale()),
			align: "end",
		},
		...(mover ? [order] : []),
	];
}

function PlanName({ plan }: { plan: Plan }) {
	return (
		<span className="grid">
			<span className="flex items-center gap-1.5">
				{plan.name}
				{plan.highlighted && <Star aria-label={m.admin_plans_highlighted()} className="size-3.5 fill-warm text-warm" />}
			</span>
			<span className="font-mono text-note font-normal text-ink-faint">{plan.code}</span>
		</span>
	);
}

function Prices({ plan, interval }: { plan: Plan; interval: "month" | "year" }) {
	const prices = plan.prices.filter((price) => price.interval === interval);
	if (prices.length === 0) return <span className="text-ink-faint">–</span>;
	return (
		<span className="grid">
			{prices
				.toSorted((a, b) => a.price.currency.localeCompare(b.price.currency))
				.map(({ price }, index) => (
					<Money key={price.currency} value={price} className={index > 0 ? "text-note text-ink-muted" : ""} />
				))}
		</span>
	);
}
