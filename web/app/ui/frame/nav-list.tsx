import { NavLink } from "react-router";
import type { NavGroup } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { cn } from "../cn";

type NavListProps = { groups: NavGroup[]; collapsed?: boolean; onNavigate?: () => void };

export function NavList({ groups, collapsed = false, onNavigate }: NavListProps) {
	return (
		<nav aria-label={m.frame_navigation()} className="flex-1 overflow-y-auto px-2 py-2">
			{groups.map((group) => (
				<div key={group.title?.() ?? "first"} className="mb-3">
					{group.title && (
						<p className={cn("px-2.5 pb-1 text-note font-medium text-ink-faint", collapsed && "sr-only")}>
							{group.title()}
						</p>
					)}
					<ul className="grid gap-px">
						{group.items.map((item) => (
							<li key={item.to}>
								<NavLink
									to={item.to}
									end={item.end}
									prefetch="intent"
									onClick={onNavigate}
									title={collapsed ? item.label() : undefined}
									className={({ isActive }) =>
										cn(
											"flex h-8.5 items-center gap-2.5 rounded-md px-2.5 transition-colors max-md:h-11",
											collapsed && "justify-center",
											isActive
												? "bg-accent-soft font-medium text-accent-ink"
												: "text-ink-muted hover:bg-hover hover:text-ink",
										)
									}
								>
									<item.icon aria-hidden className="size-4 shrink-0" />
									<span className={cn("truncate", collapsed && "sr-only")}>{item.label()}</span>
								</NavLink>
							</li>
						))}
					</ul>
				</div>
			))}
		</nav>
	);
}
