import { formatDateTime } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock, useTicking } from "~/ui/clock";

const SECOND = 1000;

/** `23:59:08 until 21 Nov 2026, 09:15 WIB`: ticks, but is read out only where one goes to it. */
export function Countdown({ until }: { until: string }) {
	const { now, timeZone } = useClock();
	const at = useTicking(now, SECOND);
	const left = Math.max(0, Math.floor((new Date(until).getTime() - at) / SECOND));
	return (
		<dl className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded-lg border border-line bg-sunken px-4 py-3">
			<dt className="text-ink-muted">{m.payment_time_left()}</dt>
			<dd className="flex flex-wrap items-baseline gap-x-3">
				<span role="timer" aria-live="off" className="tabular text-[1.15em] font-semibold" suppressHydrationWarning>
					{asClock(left)}
				</span>
				<span className="text-note text-ink-muted">
					{m.payment_until({ at: formatDateTime(until, getLocale(), timeZone) })}
				</span>
			</dd>
		</dl>
	);
}

function asClock(seconds: number): string {
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
