import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Link, useSubmit } from "react-router";
import { cn } from "./cn";

export type DropdownMenuProps = {
	trigger: ReactNode;
	align?: "start" | "end";
	className?: string;
	children: ReactNode;
};

export function DropdownMenu({ trigger, align = "end", className, children }: DropdownMenuProps) {
	return (
		<Radix.Root modal={false}>
			<Radix.Trigger asChild>{trigger}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					align={align}
					sideOffset={6}
					collisionPadding={8}
					className={cn(
						"dense z-50 max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] min-w-44 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop duration-100 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
						className,
					)}
				>
					{children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

const itemStyle =
	"flex w-full cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-faint max-md:py-2.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint";

type ItemProps = Omit<ComponentProps<typeof Radix.Item>, "asChild"> & { danger?: boolean; icon?: ReactNode };

/** An item that acts: `onSelect`. */
export function MenuItem({ danger, icon, className, children, ...rest }: ItemProps) {
	return (
		<Radix.Item {...rest} className={cn(itemStyle, danger && "text-bad [&_svg]:text-bad!", className)}>
			{icon}
			{children}
		</Radix.Item>
	);
}

/** An item that goes somewhere. */
export function MenuLink({
	to,
	icon,
	current,
	children,
}: {
	to: string;
	icon?: ReactNode;
	current?: boolean;
	children: ReactNode;
}) {
	return (
		<Radix.Item asChild>
			<Link to={to} className={itemStyle} aria-current={current ? "true" : undefined}>
				{icon}
				{children}
			</Link>
		</Radix.Item>
	);
}

/** An item that posts a few fields to an action and follows where it leads. */
export function MenuSubmit({ fields, action, icon, children }: MenuSubmitProps) {
	const submit = useSubmit();
	return (
		<Radix.Item className={itemStyle} onSelect={() => void submit(fields, { method: "post", action })}>
			{icon}
			{children}
		</Radix.Item>
	);
}

type MenuSubmitProps = { fields: Record<string, string>; action: string; icon?: ReactNode; children: ReactNode };

export function MenuLabel({ children }: { children: ReactNode }) {
	return <Radix.Label className="px-2.5 pt-2 pb-1 text-note font-medium text-ink-faint">{children}</Radix.Label>;
}

export function MenuSeparator() {
	return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
