import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "./button";
import { cn } from "./cn";
import { overlayStyle } from "./dialog";

export type SheetProps = {
	title: string;
	/** Shown in the place of the title, which screen readers still hear. */
	head?: ReactNode;
	side?: "left" | "right";
	trigger?: ReactNode;
	open?: boolean;
	onOpenChange?: (open: boolean) => void;
	className?: string;
	children: ReactNode;
};

const sides = {
	left: "left-0 border-r data-[state=open]:slide-in-from-left-8",
	right: "right-0 border-l data-[state=open]:slide-in-from-right-8",
};

/** A panel from the side, over the page. */
export function Sheet({ title, head, side = "right", trigger, open, onOpenChange, className, children }: SheetProps) {
	return (
		<Radix.Root open={open} onOpenChange={onOpenChange}>
			{trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
			<Radix.Portal>
				<Radix.Overlay className={overlayStyle} />
				<Radix.Content
					aria-describedby={undefined}
					className={cn(
						"dense fixed inset-y-0 z-50 flex w-[min(26rem,calc(100vw-3rem))] flex-col border-line bg-surface shadow-pop outline-none duration-100 data-[state=open]:animate-in data-[state=open]:fade-in-0",
						sides[side],
						className,
					)}
				>
					<div className={cn("flex items-center justify-between gap-3 px-4 py-3", !head && "border-b border-line")}>
						<Radix.Title className={cn("font-semibold", head && "sr-only")}>{title}</Radix.Title>
						{head}
						<Radix.Close asChild>
							<Button
								variant="quiet"
								size="icon-sm"
								aria-label={m.ui_close()}
								icon={<X aria-hidden />}
								className="ml-auto"
							/>
						</Radix.Close>
					</div>
					<div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
