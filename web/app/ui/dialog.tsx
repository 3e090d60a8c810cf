import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "./button";
import { cn } from "./cn";

export type DialogProps = {
	title: ReactNode;
	description?: ReactNode;
	trigger?: ReactNode;
	open?: boolean;
	onOpenChange?: (open: boolean) => void;
	/** Buttons at the bottom; the one that acts comes last. */
	footer?: ReactNode;
	size?: "sm" | "md" | "lg";
	children?: ReactNode;
};

const widths = { sm: "max-w-md", md: "max-w-lg", lg: "max-w-3xl" };
export const overlayStyle =
	"fixed inset-0 z-50 bg-black/40 data-[state=open]:animate-in data-[state=open]:fade-in-0 duration-100";

export function Dialog({
	title,
	description,
	trigger,
	open,
	onOpenChange,
	footer,
	size = "sm",
	children,
}: DialogProps) {
	return (
		<Radix.Root open={open} onOpenChange={onOpenChange}>
			{trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
			<Radix.Portal>
				<Radix.Overlay className={overlayStyle} />
				<Radix.Content
					{...(description ? {} : { "aria-describedby": undefined })}
					className={cn(
						"dense fixed left-1/2 z-50 flex max-h-[88dvh] w-[calc(100%-2rem)] -translate-x-1/2 flex-col rounded-xl border border-line bg-raised shadow-pop outline-none",
						"top-1/2 -translate-y-1/2 duration-100 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
						widths[size],
					)}
				>
					<div className="flex items-start justify-between gap-4 px-5 pt-4.5 pb-1">
						<div className="grid gap-1">
							<Radix.Title className="text-[1.15em] font-semibold">{title}</Radix.Title>
							{description && (
								<Radix.Description asChild>
									<div className="text-ink-muted">{description}</div>
								</Radix.Description>
							)}
						</div>
						<Radix.Close asChild>
							<Button
								variant="quiet"
								size="icon-sm"
								aria-label={m.ui_close()}
								icon={<X aria-hidden />}
								className="-mt-1 -mr-2"
							/>
						</Radix.Close>
					</div>
					{children && <div className="grid gap-4 overflow-y-auto px-5 py-3">{children}</div>}
					{footer && <div className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4.5">{footer}</div>}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

export const DialogClose = Radix.Close;
