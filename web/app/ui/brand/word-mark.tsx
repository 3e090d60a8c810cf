import { cn } from "../cn";
import { Sign } from "./sign";

export function WordMark({ signOnly, className }: { signOnly?: boolean; className?: string }) {
	return (
		<span className={cn("inline-flex items-center gap-2 text-ink", className)}>
			<Sign className="size-[1.35em] shrink-0 text-accent" />
			<span className={cn("font-semibold tracking-tight", signOnly && "sr-only")}>sewa</span>
		</span>
	);
}
