import type { ComponentProps } from "react";
import { exponentOf } from "~/format";
import { Input } from "../input";

/** An input for an amount in major units, with its currency in front. */
export function MoneyInput({ currency, ...props }: ComponentProps<typeof Input> & { currency: string }) {
	return (
		<span className="relative block">
			<span
				aria-hidden
				className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink-faint"
			>
				{currency}
			</span>
			<Input
				{...props}
				inputMode={exponentOf(currency) === 0 ? "numeric" : "decimal"}
				autoComplete="off"
				className="tabular pl-13 text-right"
			/>
		</span>
	);
}
