import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import type { Beyond } from "./beyond-plan.server";
import { localName, meterValue } from "./meter-words";

/** Before a smaller plan: what would have been too much for it. */
export function BeyondPlan({ plan, beyond }: { plan: string; beyond: readonly Beyond[] }) {
	if (beyond.length === 0) return null;
	return (
		<Notice tone="wait" title={m.usage_beyond_title({ plan })}>
			<ul className="my-1 grid gap-0.5 text-ink">
				{beyond.map(({ code, name, unit, used, limit }) => (
					<li key={code}>
						{localName(name)}: {m.usage_beyond({ used: meterValue(used, unit), limit: meterValue(limit, unit) })}
					</li>
				))}
			</ul>
			{m.usage_beyond_text()}
		</Notice>
	);
}
