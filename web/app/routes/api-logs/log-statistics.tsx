import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { formatCompact, formatNumber, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ChartCard } from "~/ui/chart/chart-card";
import { windowName } from "~/ui/chart/window-name";
import { useClock } from "~/ui/clock";
import { cn } from "~/ui/cn";
import { Stat, Stats } from "~/ui/stat";
import { withParams } from "~/url";
import { TopList } from "./top-list";

type Statistics = Schema<"ApiLogStatistics">;

/** What the requests of the range were like: figures, hours, and the endpoints that are called most. */
export function LogStatistics({ statistics, children }: { statistics: Statistics; children?: ReactNode }) {
	const [params] = useSearchParams();
	const endpoints = statistics.endpoints.slice(0, 5).map(({ method, route, requests, errorRate }) => ({
		id: `${method} ${route}`,
		name: <span className="font-mono text-note">{`${method} ${route}`}</span>,
		to: withParams(params, { route, method }),
		...{ requests, errorRate },
	}));
	return (
		<>
			<Figures statistics={statistics} />
			<div
				className={cn(
					"grid grid-cols-1 items-start gap-5",
					children ? "lg:grid-cols-2 lg:[&>:first-child]:col-span-2" : "lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
				)}
			>
				<HoursChart hours={statistics.hours} />
				<TopList title={m.api_logs_top_endpoints()} rows={endpoints} />
				{children}
			</div>
		</>
	);
}

function Figures({ statistics: { requests, errorRate, serverErrors, slow, p50, p95 } }: { statistics: Statistics }) {
	const [params] = useSearchParams();
	const count = (value: number) => formatNumber(value, getLocale());
	const ms = (value: number | null) => (value === null ? "–" : `${count(value)} ms`);
	return (
		<Stats>
			<Stat label={m.api_logs_requests()} value={count(requests)} />
			<Stat
				label={m.api_logs_error_rate()}
				value={formatPercent(errorRate, getLocale())}
				note={m.api_logs_server_errors({ count: count(serverErrors) })}
				to={withParams(params, { status: "5xx" })}
				attention={serverErrors > 0}
			/>
			<Stat label={m.api_logs_p50()} value={ms(p50)} note={m.api_logs_p50_text()} />
			<Stat label={m.api_logs_p95()} value={ms(p95)} note={m.api_logs_p95_text()} />
			<Stat
				label={m.api_logs_slow()}
				value={count(slow)}
				note={m.api_logs_slow_text()}
				to={withParams(params, { slowerThan: "1000", sort: "-duration" })}
			/>
		</Stats>
	);
}

function HoursChart({ hours }: Pick<Statistics, "hours">) {
	const locale = getLocale();
	const { timeZone } = useClock();
	const points = hours.map(({ start, requests, errors }) => ({ start, fine: requests - errors, errors }));
	return (
		<ChartCard
			title={m.api_logs_by_hour()}
			kind="bar"
			stacked
			points={points}
			x="start"
			xTitle={m.api_logs_hour()}
			xLabel={(start) => windowName(String(start), "hour", timeZone)}
			valueLabel={(value, short) => (short ? formatCompact(value, locale) : formatNumber(value, locale))}
			series={[
				{ key: "fine", label: m.api_logs_fine(), color: 1 },
				{ key: "errors", label: m.api_logs_errors(), color: 2 },
			]}
		/>
	);
}
