import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import type { NavGroup, Scope } from "~/nav";
import { m } from "~/paraglide/messages.js";
import type { Theme } from "~/preferences";
import { NavigationProgress } from "../navigation-progress";
import { Toaster } from "../toaster";
import { SideBar } from "./side-bar";
import type { FrameUser, TenantChoice } from "./top-bar";
import { TopBar } from "./top-bar";
import { usePalette } from "./use-palette";

const CommandPalette = lazy(() => import("./command-palette"));

export type FrameProps = {
	scope: Scope;
	groups: NavGroup[];
	user: FrameUser;
	tenants: TenantChoice[];
	tenantId: string | null;
	/** From the `sewa_sidebar` cookie, so that the first paint is right. */
	collapsed: boolean;
	theme: Theme;
	/** A remark about the whole scope: suspended, trial ends. */
	banner?: ReactNode;
	children: ReactNode;
};

/** Side bar, top bar and the page. In system scope another tint and the word "System". */
export function Frame({ scope, groups, user, tenants, tenantId, collapsed, theme, banner, children }: FrameProps) {
	const palette = usePalette();
	return (
		<div data-scope={scope} className="dense flex min-h-dvh bg-page">
			<a
				href="#content"
				className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
			>
				{m.frame_skip()}
			</a>
			<NavigationProgress />
			<SideBar scope={scope} groups={groups} collapsed={collapsed} />
			<div className="flex min-w-0 flex-1 flex-col">
				<TopBar
					scope={scope}
					groups={groups}
					user={user}
					tenants={tenants}
					tenantId={tenantId}
					theme={theme}
					onSearch={palette.show}
				/>
				{banner}
				<main
					id="content"
					tabIndex={-1}
					className="frame-main mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-7xl flex-1 content-start gap-5 px-4 py-5 outline-none md:px-6 md:py-6"
				>
					{children}
				</main>
			</div>
			{palette.wanted && (
				<Suspense>
					<CommandPalette
						open={palette.open}
						onOpenChange={palette.setOpen}
						groups={groups}
						scope={scope}
						user={user}
					/>
				</Suspense>
			)}
			<Toaster />
		</div>
	);
}
