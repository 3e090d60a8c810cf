import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A hint on hover and focus. It repeats or explains; what one must know stands on the page. */
export function Tooltip({
	text,
	side = "top",
	children,
}: {
	text: ReactNode;
	side?: "top" | "right" | "bottom";
	children: ReactNode;
}) {
	return (
		<Radix.Provider delayDuration={300}>
			<Radix.Root>
				<Radix.Trigger asChild>{children}</Radix.Trigger>
				<Radix.Portal>
					<Radix.Content
						side={side}
						sideOffset={6}
						className="z-50 max-w-xs rounded-sm bg-ink px-2 py-1 text-xs text-page shadow-pop duration-100 animate-in fade-in-0"
					>
						{text}
					</Radix.Content>
				</Radix.Portal>
			</Radix.Root>
		</Radix.Provider>
	);
}
