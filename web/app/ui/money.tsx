import type { Money as MoneyValue } from "~/format";
import { formatMoney } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { cn } from "./cn";

/** An amount in the reader's way of writing it. Money columns are right-aligned by `align: "end"`. */
export function Money({ value, className }: { value: MoneyValue | null | undefined; className?: string }) {
	if (!value) return <span className="text-ink-faint">–</span>;
	return (
		<data value={value.amount} className={cn("tabular whitespace-nowrap", className)}>
			{formatMoney(value, getLocale())}
		</data>
	);
}
