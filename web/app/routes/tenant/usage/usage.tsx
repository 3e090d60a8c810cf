import { Download } from "lucide-react";
import { data, useSearchParams } from "react-router";
import { outcome } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/usage";
import { CostCard } from "./cost-card";
import { LimitNotices } from "./limit-notices";
import { MeterCard } from "./meter-card";
import { MeterFocus } from "./meter-focus";
import { PeriodNote } from "./period-note";
import { readUsagePage } from "./usage-page.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = { crumb: () => m.nav_usage(), skeleton: "overview" } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_usage()} · Sewa` }];

export function loader({ request, context }: Route.LoaderArgs) {
	return readUsagePage(context.get(api), context.get(session), request);
}

/** Puts alerts away: all of a meter, so that the one of 80 % does not come forth behind the one of 100 %. */
export async function action({ request, context }: Route.ActionArgs) {
	const ids = (await request.formData()).getAll("alert").map(String).slice(0, 10);
	const dismiss = (id: string) =>
		outcome(context.get(api).POST("/api/v1/usage/alerts/{id}/dismiss", { params: { path: { id } } }));
	for (const done of await Promise.all(ids.map(dismiss)))
		if (!done.ok) return data({ problem: done.problem }, done.problem.status);
	return { ok: true as const, toast: m.usage_dismissed() };
}

export default function UsagePage({ loaderData }: Route.ComponentProps) {
	const { period, plan, states, alerts, cost, counted, wish, focus } = loaderData;
	const [params] = useSearchParams();
	return (
		<>
			<PageHeader
				title={m.nav_usage()}
				description={<PeriodNote period={period} plan={plan} />}
				action={
					focus?.csv && (
						<ButtonLink to={focus.csv} reloadDocument icon={<Download aria-hidden />}>
							CSV
						</ButtonLink>
					)
				}
			/>
			<LimitNotices alerts={alerts} meters={states} />
			<ul aria-label={m.usage_meters()} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
				{states.map((meter) => (
					<MeterCard key={meter.code} of={meter} looked={meter.code === focus?.meter.code && params.has("meter")} />
				))}
			</ul>
			{cost && <CostCard cost={cost} />}
			{focus && <MeterFocus focus={focus} wish={wish} counted={counted} />}
		</>
	);
}
