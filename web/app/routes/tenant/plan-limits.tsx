import type { Schema } from "@sewa/sdk";
import { formatBytes, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { cn } from "~/ui/cn";

type PlanLimitsProps = { limits: Schema<"Limits">; seats: Schema<"SeatUse"> };

/** What the plan allows, with the seats in use. */
export function PlanLimits({ limits, seats }: PlanLimitsProps) {
	const locale = getLocale();
	const words = (value: number | null, write: typeof formatNumber) =>
		value === null ? m.pricing_unlimited() : write(value, locale);
	const rows = [
		[m.pricing_branches(), words(limits.branches, formatNumber)],
		[m.pricing_storage(), words(limits.storageBytes, formatBytes)],
		[m.pricing_api_calls(), words(limits.apiCalls, formatNumber)],
		[m.pricing_inferences(), words(limits.inferences, formatNumber)],
	] as const;
	return (
		<Card>
			<CardHeader title={m.home_limits()} />
			<CardBody className="grid gap-0 divide-y divide-line py-1!">
				<Seats seats={seats} />
				{rows.map(([label, value]) => (
					<div key={label} className="flex items-baseline justify-between gap-4 py-2.5">
						<span className="text-ink-muted">{label}</span>
						<span className="tabular font-medium">{value}</span>
					</div>
				))}
			</CardBody>
		</Card>
	);
}

function Seats({ seats: { used, limit } }: { seats: Schema<"SeatUse"> }) {
	const locale = getLocale();
	const count = formatNumber(used, locale);
	return (
		<div className="grid gap-2 py-2.5">
			<div className="flex items-baseline justify-between gap-4">
				<span className="text-ink-muted">{m.pricing_users()}</span>
				<span className="tabular font-medium">
					{limit === null
						? m.home_seats_unlimited({ used: count })
						: m.home_seats_of({ used: count, limit: formatNumber(limit, locale) })}
				</span>
			</div>
			{limit !== null && <SeatBar used={used} limit={limit} />}
		</div>
	);
}

export function SeatBar({ used, limit }: { used: number; limit: number }) {
	const share = limit === 0 ? 0 : Math.min(1, used / limit);
	return (
		<span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line">
			<span
				className={cn("block h-full rounded-full", share >= 1 ? "bg-warm" : "bg-accent")}
				style={{ width: `${share * 100}%` }}
			/>
		</span>
	);
}
