import { Gift } from "lucide-react";
import type { ReactNode } from "react";
import { formatDate } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";

const day = 86_400_000;

/** The countdown of a trial. */
export function TrialNotice({ plan, endsAt, action }: { plan: string; endsAt: string; action?: ReactNode }) {
	const { now, timeZone } = useClock();
	const left = Math.max(0, Math.ceil((Date.parse(endsAt) - now) / day));
	return (
		<div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-info/30 bg-info-soft px-4 py-3.5">
			<Gift aria-hidden className="size-5 shrink-0 text-info" />
			<div className="grid min-w-0 flex-1 basis-56 gap-0.5">
				<p className="font-medium" suppressHydrationWarning>
					{left > 0 ? m.home_trial_left({ count: left, plan }) : m.home_trial_over({ plan })}
				</p>
				<p className="text-ink-muted">{m.home_trial_text({ date: formatDate(endsAt, getLocale(), timeZone) })}</p>
			</div>
			{action && <div className="shrink-0 max-sm:basis-full max-sm:pl-9">{action}</div>}
		</div>
	);
}
