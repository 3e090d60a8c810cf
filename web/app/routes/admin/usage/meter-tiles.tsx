import type { Schema } from "@sewa/sdk";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { cn } from "~/ui/cn";
import { withParams } from "~/url";
import { formatUse } from "./meter-words";

/** Each meter's total in the range; the chosen one is what the page is about. */
export function MeterTiles({ meters, chosen }: { meters: Schema<"TotalUsage">["meters"]; chosen: string }) {
	const [params] = useSearchParams();
	return (
		<nav aria-label={m.admin_usage_meters()}>
			<ul className="grid grid-cols-2 gap-3 lg:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
				{meters.map(({ meter, name, total }) => (
					<li key={meter} className="grid">
						<Link
							to={withParams(params, { meter })}
							preventScrollReset
							aria-current={meter === chosen ? "true" : undefined}
							className={cn(
								"card grid min-w-0 content-start gap-1 rounded-lg border bg-surface px-4 py-3 transition-colors",
								meter === chosen ? "border-accent ring-1 ring-accent" : "border-line hover:border-line-strong",
							)}
						>
							<span className="truncate text-note text-ink-muted">{name[getLocale()]}</span>
							<span className="tabular truncate text-[1.35em]/[1.3] font-semibold tracking-tight">
								{formatUse(meter, total)}
							</span>
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
