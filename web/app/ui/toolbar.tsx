import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { SearchBox } from "./search-box";

export type ToolbarProps = {
	/** Text of the search box; none is shown without it. */
	search?: string;
	/** `<FilterChip …/>`s. */
	children?: ReactNode;
	/** Names of the filters, so that "clear" knows when to show. */
	filters?: readonly string[];
	/** What stays when they are cleared. */
	keep?: readonly string[];
	/** At the end of the line: export, view. */
	end?: ReactNode;
};

/** The line above a list: search, filters, and what the list can be exported to. */
export function Toolbar({ search, children, filters = [], keep = [], end }: ToolbarProps) {
	const [params] = useSearchParams();
	const filtered = ["q", ...filters].some((name) => params.has(name));
	const kept = [...params].filter(([name]) => keep.includes(name));
	return (
		<div className="no-print flex flex-wrap items-center gap-2">
			{search && <SearchBox placeholder={search} />}
			{children}
			{filtered && (
				<Link
					to={`?${new URLSearchParams(kept)}`}
					className="px-2 text-note text-ink-muted underline-offset-4 hover:text-ink hover:underline"
				>
					{m.ui_clear_filters()}
				</Link>
			)}
			{end && <div className="ml-auto flex items-center gap-2">{end}</div>}
		</div>
	);
}
