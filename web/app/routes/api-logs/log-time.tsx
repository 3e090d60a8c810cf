import { formatDateTime, shortSeptember } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";

/** `21 Nov, 13:48:05`: a log is read by the second. */
export function LogTime({ at }: { at: string }) {
	const { timeZone } = useClock();
	const locale = getLocale();
	const format = new Intl.DateTimeFormat(locale === "id" ? "id-ID" : "en-GB", {
		...{ day: "numeric", month: "short", timeZone },
		...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
	});
	return (
		<time dateTime={at} title={formatDateTime(at, locale, timeZone)} className="tabular whitespace-nowrap">
			{shortSeptember(format.format(new Date(at)))}
		</time>
	);
}
