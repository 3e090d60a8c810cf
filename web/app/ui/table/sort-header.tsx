import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { withParams } from "~/url";

/** `?sort=-createdAt` is newest first; pressing again turns it round, a third time goes back to the default. */
export function SortHeader({ sortKey, label }: { sortKey: string; label: string }) {
	const [params] = useSearchParams();
	const sort = params.get("sort");
	const direction = directionOf(sort, sortKey);
	const next = { none: sortKey, ascending: `-${sortKey}`, descending: null }[direction];
	const Icon = { none: ChevronsUpDown, ascending: ArrowUp, descending: ArrowDown }[direction];
	return (
		<Link
			to={withParams(params, { sort: next })}
			replace
			preventScrollReset
			aria-label={m.ui_sort_by({ label })}
			className="inline-flex items-center gap-1 rounded-xs hover:text-ink"
		>
			{label}
			<Icon aria-hidden className={direction === "none" ? "size-3.5 text-ink-faint/70" : "size-3.5 text-accent-ink"} />
		</Link>
	);
}

export function directionOf(sort: string | null, key: string): "none" | "ascending" | "descending" {
	if (sort === key) return "ascending";
	return sort === `-${key}` ? "descending" : "none";
}
