import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { preferenceCookie } from "~/cookies";
import type { NavGroup, Scope } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { WordMark } from "../brand/word-mark";
import { Button } from "../button";
import { cn } from "../cn";
import { NavList } from "./nav-list";

/** On a desk: groups by capability, collapsible to icons; remembered by cookie. Phones get a sheet instead. */
export function SideBar({
	scope,
	groups,
	collapsed: initially,
}: {
	scope: Scope;
	groups: NavGroup[];
	collapsed: boolean;
}) {
	const [collapsed, setCollapsed] = useState(initially);

	function toggle() {
		setCollapsed(!collapsed);
		// biome-ignore lint/suspicious/noDocumentCookie: a preference; the cookie store API is not everywhere
		document.cookie = preferenceCookie("sewa_sidebar", collapsed ? "" : "collapsed", location.protocol === "https:");
	}

	return (
		<aside
			className={cn(
				"frame-side sticky top-0 flex h-dvh shrink-0 flex-col border-r border-line bg-surface text-ink transition-[width] max-md:hidden",
				collapsed ? "w-14" : "w-58",
			)}
		>
			<div className={cn("flex h-13 items-center gap-2", collapsed ? "justify-center" : "px-4")}>
				<Link to={scope === "system" ? "/admin" : "/app"} className="rounded-sm text-[1.15em]">
					<WordMark signOnly={collapsed} />
				</Link>
				{scope === "system" && !collapsed && <ScopeWord />}
			</div>
			<NavList groups={groups} collapsed={collapsed} />
			<div className={cn("flex border-t border-line p-2", collapsed ? "justify-center" : "justify-end")}>
				<Button
					variant="quiet"
					size="icon-sm"
					aria-label={collapsed ? m.frame_expand() : m.frame_collapse()}
					aria-expanded={!collapsed}
					icon={collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
					onClick={toggle}
				/>
			</div>
		</aside>
	);
}

export function ScopeWord() {
	return (
		<span className="rounded-xs bg-accent-soft px-1.5 py-0.5 text-tiny font-semibold tracking-wide text-accent-ink uppercase">
			{m.frame_system()}
		</span>
	);
}
