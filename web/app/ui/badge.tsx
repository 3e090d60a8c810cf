import type { ComponentType, ReactNode } from "react";
import { cn } from "./cn";
import type { Tone } from "./tone";
import { toneSoft, toneText } from "./tone";

export type BadgeProps = {
	tone?: Tone;
	icon?: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
	children: ReactNode;
	className?: string;
};

/** A state in one word. The icon repeats what the colour says. */
export function Badge({ tone = "ended", icon: Icon, children, className }: BadgeProps) {
	return (
		<span
			className={cn(
				"inline-flex w-fit items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 text-note font-medium",
				toneSoft[tone],
				toneText[tone],
				className,
			)}
		>
			{Icon && <Icon aria-hidden className="size-[1.05em] shrink-0" />}
			{children}
		</span>
	);
}
