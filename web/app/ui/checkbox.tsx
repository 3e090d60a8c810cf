import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
	return (
		<input
			{...rest}
			type="checkbox"
			className={cn("size-4 shrink-0 rounded-xs border-line-strong accent-accent max-md:size-5", className)}
		/>
	);
}
