import { Link } from "react-router";
import type { AdvanceView } from "#worker/modules/platform/clock/schemas";
import { formatDateTime, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { Notice } from "~/ui/notice";

/** What a step through time has set going, task by task, and what failed on the way. */
export function Moved({ moved }: { moved: AdvanceView & { from: string } }) {
	const { timeZone } = useClock();
	const locale = getLocale();
	const totals = new Map<string, number>();
	for (const { task, handled } of moved.ran) totals.set(task, (totals.get(task) ?? 0) + handled);
	const exact = (at: string) => formatDateTime(at, locale, timeZone);
	return (
		<>
			<Notice
				tone="ok"
				live
				title={m.admin_clock_moved()}
				action={
					<Link
						to={`?${new URLSearchParams({ from: moved.from })}`}
						className="text-accent-ink underline-offset-4 hover:underline"
					>
						{m.admin_clock_happened()}
					</Link>
				}
			>
				<p>
					{m.admin_clock_moved_text({
						from: exact(moved.from),
						to: exact(moved.now),
						tasks: formatNumber(moved.ran.length, locale),
						events: formatNumber(moved.events, locale),
					})}
				</p>
				{totals.size > 0 && (
					<ul className="mt-1 flex flex-wrap gap-x-4">
						{[...totals].map(([task, handled]) => (
							<li key={task}>
								<code className="font-mono text-note">{task}</code> {formatNumber(handled, locale)}
							</li>
						))}
					</ul>
				)}
			</Notice>
			{moved.failures.length > 0 && (
				<Notice tone="bad" title={m.admin_clock_failures()}>
					<ul>
						{moved.failures.map(({ at, what, error }) => (
							<li key={`${at} ${what}`}>
								{what}: {error}
							</li>
						))}
					</ul>
				</Notice>
			)}
		</>
	);
}
