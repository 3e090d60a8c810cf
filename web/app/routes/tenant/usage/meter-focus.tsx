import { ChartColumn } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { DayRange } from "~/ui/day-range";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import { Notice } from "~/ui/notice";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import { localName, meterValue } from "./meter-words";
import { ShareCard, type ShareRow } from "./share-card";
import { UsageChart } from "./usage-chart";
import type { UsagePage } from "./usage-page.server";
import { RANGES, type UsageRange } from "./usage-range";

type Focus = NonNullable<UsagePage["focus"]>;
type MeterFocusProps = { focus: Focus; wish: UsagePage["wish"]; counted: UsagePage["counted"] };

/** One meter over time, and what it is made of; meter, range and windows live in the URL. */
export function MeterFocus({ focus, wish, counted }: MeterFocusProps) {
	const { meter, usage, splits, keys } = focus;
	const name = localName(meter.name);
	return (
		<section aria-labelledby="over-time" className="grid grid-cols-1 gap-4">
			<h2 id="over-time" className="text-[1.15em] font-semibold">
				{m.usage_over_time()}
			</h2>
			<Controls wish={wish} counted={counted} name={name} />
			{!usage && <Notice tone="bad">{m.usage_failed()}</Notice>}
			{usage && (
				<UsageChart
					usage={usage}
					title={name}
					description={m.usage_total({ total: meterValue(usage.total, usage.unit) })}
					series={name}
					action={<Windows wish={wish} />}
					empty={
						<EmptyState icon={ChartColumn} title={m.usage_none()}>
							{meter.source === "admission" ? m.usage_none_calls() : m.usage_none_events()}
						</EmptyState>
					}
				/>
			)}
			{usage && usage.total > 0 && (
				<div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
					{splits.map(({ by, groups }) => (
						<ShareCard
							key={by}
							title={splitTitle(by)}
							rows={groups.map((one) => rowOf(by, one, keys))}
							total={usage.total}
							unit={usage.unit}
							additive={usage.aggregation === "sum"}
						/>
					))}
				</div>
			)}
			<p className="text-note text-ink-muted">{m.usage_utc()}</p>
		</section>
	);
}

type Group = Focus["splits"][number]["groups"][number];

function rowOf(by: string, { group, total }: Group, keys: Record<string, string>): ShareRow {
	const id = String(group);
	if (group === null) return { id: "none", name: by === "key" ? m.usage_no_key() : m.usage_no_value(), value: total };
	if (by === "endpoint") return { id, name: id, value: total, code: true };
	if (by !== "key") return { id, name: id, value: total };
	const name = keys[id];
	return name
		? { id, name: <KeyLink id={id} name={name} />, value: total }
		: { id, name: id, value: total, code: true };
}

function KeyLink({ id, name }: { id: string; name: string }) {
	return (
		<Link to={`/app/api-keys/${id}`} prefetch="intent" className="underline-offset-4 hover:underline">
			{name}
		</Link>
	);
}

function splitTitle(by: string): string {
	if (by === "key") return m.usage_by_key();
	return by === "endpoint" ? m.usage_by_endpoint() : m.usage_by({ member: by });
}

type ControlsProps = Pick<MeterFocusProps, "wish" | "counted"> & { name: string };

/** Ranges side by side on a desk; on a phone they are a menu. A menu that nothing was chosen from says what one sees. */
function Controls({ wish, counted, name }: ControlsProps) {
	const [params] = useSearchParams();
	const names = rangeNames();
	const to = (range: string) => withParams(params, { range, window: null, since: null, until: null });
	const range = !params.has("range") && wish.range !== "days" && names[wish.range];
	return (
		<div className="no-print flex flex-wrap items-center gap-2">
			{counted.length > 1 && (
				<FilterChip
					name="meter"
					label={params.has("meter") ? m.usage_meter() : `${m.usage_meter()}: ${name}`}
					options={counted.map((one) => [one.code, localName(one.name)] as const)}
				/>
			)}
			<span className="md:hidden">
				<FilterChip
					name="range"
					label={range ? `${m.usage_range()}: ${range}` : m.usage_range()}
					options={RANGES.map((one) => [one, names[one]] as const)}
				/>
			</span>
			<span className="max-md:hidden">
				<Segmented
					label={m.usage_range()}
					segments={RANGES.map((one) => ({ label: names[one], to: to(one), current: one === wish.range }))}
				/>
			</span>
			<DayRange drop={["range", "window"]} />
		</div>
	);
}

const rangeNames = (): Record<UsageRange, string> => ({
	period: m.usage_range_period(),
	"24h": m.usage_range_24h(),
	"7d": m.usage_range_7d(),
	"30d": m.usage_range_30d(),
	"90d": m.usage_range_90d(),
	"12m": m.usage_range_12m(),
});

function Windows({ wish: { window, windows } }: Pick<MeterFocusProps, "wish">) {
	const [params] = useSearchParams();
	if (windows.length < 2) return null;
	const names = { hour: m.usage_hour(), day: m.usage_day(), month: m.usage_month() };
	return (
		<Segmented
			label={m.usage_window()}
			segments={windows.map((one) => ({
				label: names[one],
				to: withParams(params, { window: one }),
				current: one === window,
			}))}
		/>
	);
}
