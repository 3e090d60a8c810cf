import { Menu, Search } from "lucide-react";
import { useState } from "react";
import type { NavGroup, Scope } from "~/nav";
import { m } from "~/paraglide/messages.js";
import type { Theme } from "~/preferences";
import { WordMark } from "../brand/word-mark";
import { Breadcrumbs } from "../breadcrumbs";
import { Button } from "../button";
import { Sheet } from "../sheet";
import { AvatarMenu } from "./avatar-menu";
import { useCrumbs } from "./crumbs";
import { LocaleSwitch } from "./locale-switch";
import { NavList } from "./nav-list";
import { ScopeWord } from "./side-bar";
import { TenantSwitcher } from "./tenant-switcher";
import { ThemeSwitch } from "./theme-switch";

export type FrameUser = { name: string; email: string; system: boolean };
export type TenantChoice = { id: string; name: string };

export type TopBarProps = {
	scope: Scope;
	groups: NavGroup[];
	user: FrameUser;
	tenants: TenantChoice[];
	tenantId: string | null;
	theme: Theme;
	onSearch: () => void;
};

export function TopBar({ scope, groups, user, tenants, tenantId, theme, onSearch }: TopBarProps) {
	const crumbs = useCrumbs();
	return (
		<header className="frame-top sticky top-0 z-30 flex h-13 shrink-0 items-center gap-2 border-b border-line bg-page/95 px-3 backdrop-blur-sm md:px-6">
			<PhoneMenu scope={scope} groups={groups} />
			{scope === "tenant" && <TenantSwitcher tenants={tenants} tenantId={tenantId} />}
			{scope === "system" && (
				<span className="md:hidden">
					<ScopeWord />
				</span>
			)}
			<div className="min-w-0 flex-1 max-md:invisible">
				<Breadcrumbs crumbs={crumbs} />
			</div>
			<button
				type="button"
				onClick={onSearch}
				className="flex h-8.5 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-ink-muted transition-colors hover:bg-hover max-md:size-11 max-md:justify-center max-md:border-0 max-md:bg-transparent lg:w-56"
			>
				<Search aria-hidden className="size-4 shrink-0" />
				<span className="flex-1 text-left max-lg:sr-only">{m.frame_search()}</span>
				<kbd aria-hidden className="rounded-xs border border-line px-1 font-sans text-tiny max-lg:hidden">
					Ctrl K
				</kbd>
			</button>
			<span className="flex items-center max-sm:hidden">
				<LocaleSwitch />
				<ThemeSwitch theme={theme} />
			</span>
			<AvatarMenu user={user} scope={scope} hasTenant={tenants.length > 0} />
		</header>
	);
}

function PhoneMenu({ scope, groups }: { scope: Scope; groups: NavGroup[] }) {
	const [open, setOpen] = useState(false);
	return (
		<div className="md:hidden">
			<Sheet
				title={m.frame_navigation()}
				head={
					<div data-scope={scope} className="flex items-center gap-2 text-[1.1em] text-ink">
						<WordMark />
						{scope === "system" && <ScopeWord />}
					</div>
				}
				side="left"
				open={open}
				onOpenChange={setOpen}
				className="frame-side w-[min(18rem,calc(100vw-3rem))]!"
				trigger={<Button variant="quiet" size="icon" aria-label={m.frame_menu()} icon={<Menu aria-hidden />} />}
			>
				<div data-scope={scope}>
					<NavList groups={groups} onNavigate={() => setOpen(false)} />
				</div>
			</Sheet>
		</div>
	);
}
