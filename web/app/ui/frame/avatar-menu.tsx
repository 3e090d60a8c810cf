import { ArrowLeftRight, CircleUser, LogOut } from "lucide-react";
import type { Scope } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Avatar } from "../avatar";
import { DropdownMenu, MenuLink, MenuSeparator, MenuSubmit } from "../dropdown-menu";
import { MenuPreference } from "./menu-preference";
import type { FrameUser } from "./top-bar";

type AvatarMenuProps = { user: FrameUser; scope: Scope; hasTenant: boolean };

export function AvatarMenu({ user, scope, hasTenant }: AvatarMenuProps) {
	const otherScope = scope === "system" ? hasTenant && "/app" : user.system && "/admin";
	return (
		<DropdownMenu
			className="w-60"
			trigger={
				<button
					type="button"
					aria-label={m.frame_account({ name: user.name })}
					className="rounded-full p-0.5 max-md:p-1.5"
				>
					<Avatar name={user.name} />
				</button>
			}
		>
			<div className="px-2.5 py-2">
				<p className="truncate font-medium">{user.name}</p>
				<p className="truncate text-note text-ink-muted">{user.email}</p>
			</div>
			<MenuSeparator />
			<MenuLink to={scope === "system" ? "/admin/profile" : "/app/profile"} icon={<CircleUser aria-hidden />}>
				{m.nav_profile()}
			</MenuLink>
			{otherScope && (
				<MenuLink to={otherScope} icon={<ArrowLeftRight aria-hidden />}>
					{scope === "system" ? m.frame_to_tenant() : m.frame_to_system()}
				</MenuLink>
			)}
			<PhonePreferences />
			<MenuSubmit fields={{}} action="/sign-out" icon={<LogOut aria-hidden />}>
				{m.frame_sign_out()}
			</MenuSubmit>
		</DropdownMenu>
	);
}

// On phones the top bar has no room for the language and theme buttons.
function PhonePreferences() {
	const other = getLocale() === "en" ? "id" : "en";
	return (
		<div className="sm:hidden">
			<MenuSeparator />
			<MenuPreference name="locale" value={other}>
				{other === "id" ? "Bahasa Indonesia" : "English"}
			</MenuPreference>
			<MenuPreference name="theme" value="light">
				{m.theme_light()}
			</MenuPreference>
			<MenuPreference name="theme" value="dark">
				{m.theme_dark()}
			</MenuPreference>
			<MenuPreference name="theme" value="system">
				{m.theme_system()}
			</MenuPreference>
			<MenuSeparator />
		</div>
	);
}
