import { Check } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { cn } from "~/ui/cn";
import { withParams } from "~/url";

/** A filter that is on or off, in the URL: `?overdue=true`. */
export function SwitchChip({ name, label }: { name: string; label: string }) {
	const [params] = useSearchParams();
	const on = params.get(name) === "true";
	return (
		<Link
			to={withParams(params, { [name]: on ? null : "true" })}
			aria-current={on ? "true" : undefined}
			className={cn(
				"inline-flex h-9 items-center gap-1.5 rounded-md border px-3 text-note font-medium transition-colors max-md:h-11",
				on ? "border-accent/50 bg-accent-soft text-accent-ink" : "border-line bg-surface text-ink-muted",
			)}
		>
			{on && <Check aria-hidden className="size-3.5" />}
			{label}
		</Link>
	);
}
