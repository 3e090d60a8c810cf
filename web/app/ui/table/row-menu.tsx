import { Ellipsis } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Button } from "../button";
import { DropdownMenu, MenuItem, MenuLink } from "../dropdown-menu";
import type { RowAction } from "./columns";

export function RowMenu({ actions, of }: { actions: RowAction[]; of: string }) {
	if (actions.length === 0) return null;
	return (
		<DropdownMenu
			trigger={
				<Button
					variant="quiet"
					size="icon-sm"
					className="relative z-10"
					aria-label={m.ui_actions_of({ name: of })}
					icon={<Ellipsis aria-hidden />}
				/>
			}
		>
			{actions.map((action) =>
				action.to ? (
					<MenuLink key={action.label} to={action.to} icon={action.icon}>
						{action.label}
					</MenuLink>
				) : (
					<MenuItem key={action.label} icon={action.icon} danger={action.danger} onSelect={action.onSelect}>
						{action.label}
					</MenuItem>
				),
			)}
		</DropdownMenu>
	);
}
