import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";

/** The browser's own select: works without JavaScript and opens the phone's picker. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
	return (
		<span className={cn("relative block", className)}>
			<select {...rest} className={cn(controlStyle, "h-9 appearance-none pr-9 max-md:h-11")}>
				{children}
			</select>
			<ChevronDown
				aria-hidden
				className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
			/>
		</span>
	);
}
