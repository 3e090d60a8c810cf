import { ArrowDownRight, ArrowUpRight, CircleAlert, Minus, TriangleAlert } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { formatDate, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { cn } from "~/ui/cn";
import { withParams } from "~/url";
import { LimitBar } from "./limit-bar";
import { type MeterState, standingOf } from "./meter-states";
import { localName, meterValue } from "./meter-words";

type MeterCardProps = { of: MeterState; looked: boolean };

/** How a meter stands: used, limit, per cent, when it resets, and more or less than before. */
export function MeterCard({ of: meter, looked }: MeterCardProps) {
	const [params] = useSearchParams();
	const { name, unit, total, limit, percent, source } = meter;
	const counted = source !== "records";
	return (
		<li
			className={cn(
				"card relative grid content-start gap-2 rounded-lg border bg-surface px-4 py-3.5 transition-colors",
				looked ? "border-accent ring-1 ring-accent" : "border-line",
				counted && "hover:border-line-strong",
			)}
		>
			<p className="flex items-baseline justify-between gap-3">
				<span className="text-ink-muted">
					{counted ? (
						<Link
							to={withParams(params, { meter: meter.code })}
							preventScrollReset
							aria-current={looked ? "true" : undefined}
							className="after:absolute after:inset-0 after:rounded-lg"
						>
							{localName(name)}
						</Link>
					) : (
						localName(name)
					)}
				</span>
				{percent !== null && <Percent percent={percent} />}
			</p>
			<p className="tabular flex flex-wrap items-baseline gap-x-1.5">
				<span className="text-[1.57em]/[1.2] font-semibold tracking-tight">{meterValue(total, unit)}</span>
				<span className="text-ink-muted">
					{limit === null ? m.usage_no_limit() : m.usage_of({ limit: meterValue(limit, unit) })}
				</span>
			</p>
			{percent !== null && <LimitBar percent={percent} />}
			<p className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-note text-ink-muted">
				<Counted of={meter} />
				<Resets of={meter} />
				<Trend of={meter} />
			</p>
		</li>
	);
}

function Percent({ percent }: { percent: number }) {
	const standing = standingOf(percent);
	const Icon = standing === "spent" ? CircleAlert : TriangleAlert;
	return (
		<span
			className={cn(
				"tabular flex items-center gap-1 text-note font-medium whitespace-nowrap",
				{ calm: "text-ink-muted", near: "text-wait", spent: "text-bad" }[standing],
			)}
		>
			{standing !== "calm" && <Icon aria-hidden className="size-[1.1em]" />}
			{standing === "spent" && `${m.usage_spent()} · `}
			{standing === "near" && `${m.usage_near()} · `}
			{formatPercent(percent / 100, getLocale())}
		</span>
	);
}

/** Where it was counted anew within the period, less counts against the limit than was used. */
function Counted({ of: { used, total, limit, unit } }: { of: MeterState }) {
	if (limit === null || used >= total * 0.98) return null;
	return <span className="basis-full">{m.usage_counted({ value: meterValue(used, unit) })}</span>;
}

function Resets({ of: { resetsAt, source } }: { of: MeterState }) {
	const { timeZone } = useClock();
	if (source === "records") return <span>{m.usage_now()}</span>;
	if (!resetsAt) return null;
	return <span>{m.usage_resets({ date: formatDate(resetsAt, getLocale(), timeZone) })}</span>;
}

/** Against the same point of the last period; more use is neither good nor bad. */
function Trend({ of: { trend, before, unit } }: { of: MeterState }) {
	if (trend === null || before === null) return null;
	const Icon = trend === 0 ? Minus : trend > 0 ? ArrowUpRight : ArrowDownRight;
	const change = `${trend > 0 ? "+" : trend < 0 ? "−" : ""}${formatPercent(Math.abs(trend) / 100, getLocale())}`;
	return (
		<span className="flex items-center gap-1" title={m.usage_before({ value: meterValue(before, unit) })}>
			<Icon aria-hidden className="size-[1.1em]" />
			{m.usage_trend({ change })}
		</span>
	);
}
