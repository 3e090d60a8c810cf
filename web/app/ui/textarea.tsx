import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
	return (
		<textarea {...rest} rows={rows} className={cn(controlStyle, "field-sizing-content min-h-20 py-2", className)} />
	);
}
