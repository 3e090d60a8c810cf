import type { Schema } from "@sewa/sdk";
import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { Notice } from "~/ui/notice";
import { KeepPlan } from "./keep-plan";
import { ResumeForm } from "./resume-form";
import { useMay } from "./use-may";

type Subscription = Schema<"SubscriptionDetail">;

/** What is going to happen to the subscription that somebody has asked for, and how to take it back. */
export function SubscriptionNotice({ subscription }: { subscription: Subscription }) {
	const { timeZone } = useClock();
	const mayChange = useMay()("plan_change.create");
	const locale = getLocale();
	const day = (at: string | null) => (at ? formatDate(at, locale, timeZone) : "");
	const { scheduledChange: change, cancelAt, pausedAt, resumesAt, planName } = subscription;
	if (pausedAt)
		return (
			<Notice
				tone="wait"
				title={m.change_paused({ date: day(pausedAt) })}
				action={<ResumeForm label={m.change_resume()} size="sm" />}
			>
				{m.change_paused_text({ date: day(resumesAt) })}
			</Notice>
		);
	if (cancelAt)
		return (
			<Notice
				tone="wait"
				title={m.change_ends_on({ plan: planName, date: day(cancelAt) })}
				action={<ResumeForm label={m.change_keep_subscription()} size="sm" />}
			>
				{m.change_ends_text()}
			</Notice>
		);
	if (!change) return null;
	return (
		<Notice
			tone="info"
			title={m.change_scheduled_title({ plan: change.planName, date: day(change.effectiveAt) })}
			action={mayChange && <KeepPlan id={change.id} plan={planName} size="sm" />}
		>
			{m.change_scheduled_text({ plan: planName, amount: formatMoney(change.total, locale) })}
		</Notice>
	);
}
