import type { ComponentProps } from "react";
import { cn } from "./cn";

export const controlStyle =
	"w-full rounded-md border border-line-strong/70 bg-surface px-3 text-ink shadow-lift placeholder:text-ink-faint transition-colors hover:border-line-strong focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-faint [&[readonly]]:bg-sunken aria-invalid:border-bad aria-invalid:outline-bad";

export function Input({ className, ...rest }: ComponentProps<"input">) {
	return <input {...rest} className={cn(controlStyle, "h-9 max-md:h-11", className)} />;
}
