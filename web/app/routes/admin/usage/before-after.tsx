import { ArrowRight } from "lucide-react";
import { m } from "~/paraglide/messages.js";

/** What holds now and what will. */
export function BeforeAfter({ before, after }: { before: string; after: string }) {
	return (
		<dl className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3 rounded-lg border border-line bg-sunken px-4 py-3">
			<div className="min-w-0">
				<dt className="text-note text-ink-muted">{m.admin_usage_before()}</dt>
				<dd className="tabular">{before}</dd>
			</div>
			<ArrowRight aria-hidden className="size-4 text-ink-faint" />
			<div className="min-w-0">
				<dt className="text-note text-ink-muted">{m.admin_usage_after()}</dt>
				<dd className="tabular font-medium">{after}</dd>
			</div>
		</dl>
	);
}
