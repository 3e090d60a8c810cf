import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { DayRange } from "~/ui/day-range";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import { daysBefore, type UsageRange, type UsageWindow } from "./range";

const windowWords: Record<UsageWindow, () => string> = {
	hour: m.admin_usage_by_hour,
	day: m.admin_usage_by_day,
	month: m.admin_usage_by_month,
};

const presets = () => [
	{ days: 1, window: "hour", label: m.admin_usage_today() },
	{ days: 7, window: "day", label: m.admin_usage_days({ count: 7 }) },
	{ days: 30, window: "day", label: m.admin_usage_days({ count: 30 }) },
	{ days: 90, window: "day", label: m.admin_usage_days({ count: 90 }) },
	{ days: 365, window: "month", label: m.admin_usage_year() },
];

/** From which day to which, and by which window; all of it lives in the URL. */
export function RangeBar({ range }: { range: UsageRange }) {
	const [params] = useSearchParams();
	const to = (changes: Record<string, string>) => withParams(params, { ...changes, cursor: null });
	return (
		<div className="no-print flex flex-wrap items-center gap-x-3 gap-y-2">
			<Segmented
				fill
				label={m.admin_usage_range()}
				segments={presets().map(({ days, window, label }) => {
					const from = daysBefore(range.today, days - 1);
					const current = range.from === from && range.to === range.today;
					return { label, to: to({ from, to: range.today, window }), current };
				})}
			/>
			<DayRange names={["from", "to"]} values={[range.from, range.to]} max={range.today} />
			<Segmented
				label={m.admin_usage_window()}
				segments={range.windows.map((window) => {
					return { label: windowWords[window](), to: to({ window }), current: window === range.window };
				})}
			/>
		</div>
	);
}
