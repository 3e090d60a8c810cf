import { formatDate } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";

type PeriodNoteProps = { period: { start: string; end: string }; plan: string };

/** Which plan and period the figures are of. */
export function PeriodNote({ period, plan }: PeriodNoteProps) {
	const { timeZone } = useClock();
	const date = (at: string) => formatDate(at, getLocale(), timeZone);
	return m.usage_lead({ plan, from: date(period.start), until: date(period.end) });
}
