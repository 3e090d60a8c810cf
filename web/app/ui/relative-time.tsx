import { formatDate, formatDateTime, formatRelative } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "./clock";
import { cn } from "./cn";

type At = string | number | null | undefined;

const nothing = <span className="text-ink-faint">–</span>;

/** `5 minutes ago`, with the exact time on hover. */
export function RelativeTime({ at }: { at: At }) {
	const { now, timeZone } = useClock();
	if (at === null || at === undefined) return nothing;
	return (
		<time
			dateTime={new Date(at).toISOString()}
			title={formatDateTime(at, getLocale(), timeZone)}
			className="whitespace-nowrap"
			suppressHydrationWarning
		>
			{formatRelative(at, now, getLocale())}
		</time>
	);
}

/** `20 Nov 2026`, or with `withTime` the hour and zone. */
export function DateTime({ at, withTime = false }: { at: At; withTime?: boolean }) {
	const { timeZone } = useClock();
	if (at === null || at === undefined) return nothing;
	const exact = formatDateTime(at, getLocale(), timeZone);
	return (
		<time
			dateTime={new Date(at).toISOString()}
			title={exact}
			className={cn("tabular whitespace-nowrap", withTime && "max-sm:whitespace-normal")}
		>
			{withTime ? exact : formatDate(at, getLocale(), timeZone)}
		</time>
	);
}
