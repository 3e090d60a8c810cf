import { cn } from "~/ui/cn";
import { type Standing, standingOf } from "./meter-states";

const fills: Record<Standing, string> = { calm: "bg-accent", near: "bg-warm", spent: "bg-bad" };

/** How much of a limit is used. What it says by colour and length stands beside it in words. */
export function LimitBar({ percent }: { percent: number }) {
	return (
		<span aria-hidden className="block h-2 overflow-hidden rounded-full bg-line">
			<span
				className={cn("block h-full rounded-full", fills[standingOf(percent)])}
				style={{ width: `${Math.min(percent, 100)}%` }}
			/>
		</span>
	);
}
