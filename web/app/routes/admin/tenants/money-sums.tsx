import type { Schema } from "@sewa/sdk";
import { Money } from "~/ui/money";

/** Sums in several currencies, one under the other. */
export function MoneySums({ sums }: { sums: Schema<"Money">[] }) {
	if (sums.length === 0) return <span className="text-ink-faint">–</span>;
	return (
		<span className="grid">
			{sums.map((sum) => (
				<Money key={sum.currency} value={sum} />
			))}
		</span>
	);
}
