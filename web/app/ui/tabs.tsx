import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { cn } from "./cn";

export type Tab = { label: ReactNode; to: string; end?: boolean; count?: number };

/** Tabs of a detail page are routes, so that each one can be linked, reloaded and gone back from. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
	return (
		<nav aria-label={label} className="no-print -mx-4 overflow-x-auto border-b border-line px-4 md:mx-0 md:px-0">
			<ul className="flex gap-1">
				{tabs.map((tab) => (
					<li key={tab.to}>
						<NavLink
							to={tab.to}
							end={tab.end}
							prefetch="intent"
							preventScrollReset
							className={({ isActive }) =>
								cn(
									"-mb-px flex items-center gap-1.5 whitespace-nowrap border-b-2 px-3 py-2 font-medium transition-colors",
									isActive ? "border-accent text-ink" : "border-transparent text-ink-muted hover:text-ink",
								)
							}
						>
							{tab.label}
							{tab.count !== undefined && <span className="tabular text-note text-ink-faint">{tab.count}</span>}
						</NavLink>
					</li>
				))}
			</ul>
		</nav>
	);
}
