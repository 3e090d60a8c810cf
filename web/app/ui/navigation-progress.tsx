import { useNavigation } from "react-router";
import { cn } from "./cn";

/** A thin line at the top while the next page loads; shows only when that takes a moment. */
export function NavigationProgress() {
	const busy = useNavigation().state !== "idle";
	return (
		<div
			aria-hidden
			className={cn(
				"no-print pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 origin-left bg-accent transition-[scale,opacity]",
				busy ? "scale-x-70 opacity-100 delay-150 duration-1500 ease-out" : "scale-x-0 opacity-0 duration-150",
			)}
		/>
	);
}
