import type { Schema } from "@sewa/sdk";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useFetcher } from "react-router";
import { formatDate, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button, ButtonLink } from "~/ui/button";
import { useClock } from "~/ui/clock";
import { Notice } from "~/ui/notice";
import { useToastOf } from "~/ui/use-toast-of";
import { useMay } from "../use-may";
import { alerted, type LimitState, standingOf } from "./meter-states";
import { localName, meterValue } from "./meter-words";

type Alert = Pick<Schema<"UsageAlert">, "id" | "meter">;
type LimitNoticesProps = { alerts: readonly Alert[]; meters: readonly LimitState[] };

/** Alerts on top of the usage page: what is reached, what that means, what helps; each can be put away. */
export function LimitNotices({ alerts, meters }: LimitNoticesProps) {
	const may = useMay();
	const all = alerted(alerts, meters);
	if (all.length === 0) return null;
	return (
		<div className="grid gap-3">
			{all.map(({ meter, ids }) => (
				<LimitNotice
					key={meter.code}
					of={meter}
					action={
						<span className="flex flex-wrap items-center gap-2">
							{may("plan_change.create") && (
								<ButtonLink to="/app/billing/plans" size="sm">
									{m.usage_see_plans()}
								</ButtonLink>
							)}
							{may("usage.dismiss") && <Dismiss ids={ids} name={localName(meter.name)} />}
						</span>
					}
				/>
			))}
		</div>
	);
}

/** One limit in words. */
export function LimitNotice({ of: meter, action }: { of: LimitState; action: ReactNode }) {
	const { timeZone } = useClock();
	const { name, unit, used, limit, percent, hard, resetsAt } = meter;
	const spent = standingOf(percent) === "spent";
	const words = {
		meter: localName(name),
		used: meterValue(used, unit),
		limit: meterValue(limit ?? 0, unit),
		percent: formatPercent((percent ?? 0) / 100, getLocale()),
	};
	return (
		<Notice
			tone={spent && hard ? "bad" : "wait"}
			title={spent ? m.usage_alert_spent(words) : m.usage_alert_near(words)}
			action={action}
		>
			{m.usage_alert_text(words)} {effect(meter, spent)}{" "}
			{resetsAt && m.usage_alert_resets({ date: formatDate(resetsAt, getLocale(), timeZone) })}
		</Notice>
	);
}

function effect({ hard, code, source }: LimitState, spent: boolean): string {
	if (!hard) return m.usage_alert_soft();
	if (source === "records") return spent ? m.usage_alert_full() : m.usage_alert_will_be_full();
	if (!spent) return m.usage_alert_will_stop();
	return code === "api_calls" ? m.usage_alert_calls_stop() : m.usage_alert_stops();
}

function Dismiss({ ids, name }: { ids: string[]; name: string }) {
	const fetcher = useFetcher();
	useToastOf(fetcher.data);
	return (
		<fetcher.Form method="post" action="/app/usage">
			{ids.map((id) => (
				<input key={id} type="hidden" name="alert" value={id} />
			))}
			<Button
				type="submit"
				variant="quiet"
				size="sm"
				pending={fetcher.state !== "idle"}
				icon={<X aria-hidden />}
				aria-label={m.usage_dismiss_of({ meter: name })}
			>
				{m.usage_dismiss()}
			</Button>
		</fetcher.Form>
	);
}
