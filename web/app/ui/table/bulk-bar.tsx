import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "../button";

/** What can be done to the chosen rows; there only while some are chosen. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
	if (count === 0) return null;
	return (
		<div
			role="status"
			className="no-print sticky top-2 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-accent/40 bg-accent-soft px-3.5 py-2"
		>
			<span className="tabular mr-2 font-medium text-accent-ink">{m.ui_chosen({ count })}</span>
			{children}
			<Button variant="quiet" size="sm" className="ml-auto" onClick={onClear}>
				{m.ui_choose_none()}
			</Button>
		</div>
	);
}
