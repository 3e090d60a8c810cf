import { cn } from "~/ui/cn";

type UseBarProps = { fraction: number; tone?: "accent" | "wait" | "bad"; className?: string };

const fills = { accent: "bg-accent", wait: "bg-warm", bad: "bg-bad-solid" };

/** How much of a whole; the numbers stand beside it. */
export function UseBar({ fraction, tone = "accent", className }: UseBarProps) {
	const width = `${Math.min(Math.max(fraction, 0), 1) * 100}%`;
	return (
		<span aria-hidden className={cn("block h-1.5 overflow-hidden rounded-full bg-line", className)}>
			<span className={cn("block h-full rounded-full", fills[tone])} style={{ width }} />
		</span>
	);
}

/** Green until four fifths, then amber, and red where nothing is left: as alerts go. */
export function toneOf(used: number, limit: number | null): "accent" | "wait" | "bad" {
	if (limit === null) return "accent";
	if (used >= limit) return "bad";
	return used >= limit * 0.8 ? "wait" : "accent";
}
