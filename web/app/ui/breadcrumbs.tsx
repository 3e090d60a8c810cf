import { ChevronRight } from "lucide-react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";

export type Crumb = { label: string; to?: string };

export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
	return (
		<nav aria-label={m.ui_breadcrumbs()} className="min-w-0">
			<ol className="flex min-w-0 items-center gap-1 text-note text-ink-muted">
				{crumbs.map((crumb, index) => (
					<li key={crumb.label} className="flex min-w-0 items-center gap-1">
						{index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-faint" />}
						{crumb.to ? (
							<Link to={crumb.to} className="truncate hover:text-ink hover:underline">
								{crumb.label}
							</Link>
						) : (
							<span aria-current="page" className="truncate text-ink">
								{crumb.label}
							</span>
						)}
					</li>
				))}
			</ol>
		</nav>
	);
}
