import { Command } from "cmdk";
import { LogOut, Search, ShieldCheck } from "lucide-react";
import { Dialog } from "radix-ui";
import { useNavigate, useSubmit } from "react-router";
import type { NavGroup, Scope } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { overlayStyle } from "../dialog";
import type { FrameUser } from "./top-bar";

type CommandPaletteProps = {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	groups: NavGroup[];
	scope: Scope;
	user: FrameUser;
};

const itemStyle =
	"flex cursor-default items-center gap-2.5 rounded-md px-3 py-2 aria-selected:bg-hover max-md:py-2.5 [&_svg]:size-4 [&_svg]:text-ink-faint";
const headingStyle =
	"[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-note [&_[cmdk-group-heading]]:text-ink-faint";

/** Goes anywhere by typing. A default export because it is loaded lazily. */
export default function CommandPalette({ open, onOpenChange, groups, scope, user }: CommandPaletteProps) {
	const navigate = useNavigate();
	const submit = useSubmit();

	function go(to: string) {
		onOpenChange(false);
		void navigate(to);
	}

	return (
		<Dialog.Root open={open} onOpenChange={onOpenChange}>
			<Dialog.Portal>
				<Dialog.Overlay className={overlayStyle} />
				<Dialog.Content
					aria-describedby={undefined}
					className="dense fixed top-[12dvh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-pop outline-none"
				>
					<Dialog.Title className="sr-only">{m.frame_search()}</Dialog.Title>
					<Command loop label={m.frame_search()}>
						<div className="flex items-center gap-2.5 border-b border-line px-4">
							<Search aria-hidden className="size-4 text-ink-faint" />
							<Command.Input
								placeholder={m.frame_search_placeholder()}
								className="h-12 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
							/>
						</div>
						<Command.List className={`max-h-80 overflow-y-auto p-1.5 ${headingStyle}`}>
							<Command.Empty className="px-3 py-6 text-center text-ink-muted">{m.frame_search_none()}</Command.Empty>
							{groups.map((group) => (
								<Command.Group key={group.title?.() ?? ""} heading={group.title?.()}>
									{group.items.map((item) => (
										<Command.Item
											key={item.to}
											value={`${item.label()} ${item.to}`}
											onSelect={() => go(item.to)}
											className={itemStyle}
										>
											<item.icon aria-hidden />
											{item.label()}
										</Command.Item>
									))}
								</Command.Group>
							))}
							<Command.Group heading={m.frame_search_actions()}>
								{user.system && (
									<Command.Item onSelect={() => go(scope === "system" ? "/app" : "/admin")} className={itemStyle}>
										<ShieldCheck aria-hidden />
										{scope === "system" ? m.frame_to_tenant() : m.frame_to_system()}
									</Command.Item>
								)}
								<Command.Item
									onSelect={() => void submit(null, { method: "post", action: "/sign-out" })}
									className={itemStyle}
								>
									<LogOut aria-hidden />
									{m.frame_sign_out()}
								</Command.Item>
							</Command.Group>
						</Command.List>
					</Command>
				</Dialog.Content>
			</Dialog.Portal>
		</Dialog.Root>
	);
}
