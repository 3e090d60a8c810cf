import type { Schema } from "@sewa/sdk";
import { Gift } from "lucide-react";
import { required } from "~/api.server";
import { api } from "~/context";
import { formatNumber, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ChartCard } from "~/ui/chart/chart-card";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Stat, Stats } from "~/ui/stat";
import type { Route } from "./+types/trial-statistics";

export const handle = { crumb: () => m.nav_trials(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_trials()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	return { trials: await required(context.get(api).GET("/api/v1/admin/trials/statistics")) };
}

export default function TrialStatistics({ loaderData: { trials } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_trials()} description={m.admin_trials_lead()} />
			{trials.started === 0 ? (
				<EmptyState icon={Gift} title={m.admin_trials_none()}>
					{m.admin_trials_none_text()}
				</EmptyState>
			) : (
				<>
					<Figures trials={trials} />
					<ByMonth months={trials.months} />
				</>
			)}
		</>
	);
}

function Figures({ trials }: { trials: Schema<"TrialStatistics"> }) {
	const locale = getLocale();
	const ended = trials.started - trials.running;
	const share = formatPercent(ended === 0 ? 0 : trials.converted / ended, locale);
	return (
		<Stats>
			<Stat label={m.admin_trials_started()} value={formatNumber(trials.started, locale)} />
			<Stat
				label={m.admin_trials_converted()}
				value={formatNumber(trials.converted, locale)}
				note={m.admin_trials_converted_note({ share })}
			/>
			<Stat label={m.admin_trials_stayed_free()} value={formatNumber(trials.stayedFree, locale)} />
			<Stat label={m.admin_trials_expired()} value={formatNumber(trials.expired, locale)} />
			<Stat label={m.admin_trials_running()} value={formatNumber(trials.running, locale)} />
		</Stats>
	);
}

function ByMonth({ months }: { months: Schema<"TrialStatistics">["months"] }) {
	const locale = getLocale();
	const name = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
	return (
		<ChartCard
			title={m.admin_trials_chart()}
			description={m.admin_trials_chart_text()}
			kind="bar"
			stacked
			points={months}
			x="month"
			xTitle={m.admin_trials_month()}
			xLabel={(month) => name.format(new Date(`${month}-01T00:00:00Z`))}
			valueLabel={(count) => formatNumber(count, locale)}
			series={[
				{ key: "converted", label: m.admin_trials_converted(), color: 1 },
				{ key: "stayedFree", label: m.admin_trials_stayed_free(), color: 3 },
				{ key: "expired", label: m.admin_trials_expired(), color: 2 },
				{ key: "running", label: m.admin_trials_running(), color: 4 },
			]}
		/>
	);
}
