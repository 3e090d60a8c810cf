import { ChevronRight, ChevronsLeft } from "lucide-react";
import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { withParams } from "~/url";
import { ButtonLink } from "./button";

/** Pages by cursor, in the URL: first and next. Nothing is shown when everything fits on one page. */
export function Pagination({ nextCursor, shown }: { nextCursor: string | null; shown?: number }) {
	const [params] = useSearchParams();
	const later = params.has("cursor");
	if (!nextCursor && !later) return null;
	return (
		<nav aria-label={m.ui_pages()} className="no-print flex items-center justify-between gap-3 text-ink-muted">
			<span className="tabular text-note">{shown === undefined ? "" : m.ui_rows_shown({ count: shown })}</span>
			<span className="flex gap-2">
				{later && (
					<ButtonLink size="sm" to={withParams(params, { cursor: null })} icon={<ChevronsLeft aria-hidden />}>
						{m.ui_first_page()}
					</ButtonLink>
				)}
				{nextCursor && (
					<ButtonLink size="sm" to={withParams(params, { cursor: nextCursor })} prefetch="intent">
						{m.ui_next_page()}
						<ChevronRight aria-hidden />
					</ButtonLink>
				)}
			</span>
		</nav>
	);
}
