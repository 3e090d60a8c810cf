import type { Schema } from "@sewa/sdk";
import { formatMoney, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";
import { localName, meterValue } from "./meter-words";

type Cost = Schema<"UsageCost">;

/** What use beyond the limits costs so far, in the lines that the invoice would have now. */
export function CostCard({ cost }: { cost: Cost }) {
	return (
		<Card>
			<CardHeader title={m.usage_cost()} description={m.usage_cost_text()} />
			<CardBody className="grid gap-0 py-2!">
				{cost.items.length === 0 && <p className="py-2.5 text-ink-muted">{m.usage_cost_none()}</p>}
				<ul className="divide-y divide-line">
					{cost.items.map((item) => (
						<li key={item.meter} className="grid gap-1 py-3">
							<p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
								<span className="min-w-0">{localName(item.description)}</span>
								<Money value={item.total} className="ml-auto font-medium" />
							</p>
							<ul className="grid gap-0.5 text-note text-ink-muted">
								{item.lines.map((line) => (
									<li key={line.from} className="flex flex-wrap items-baseline justify-between gap-x-6">
										<span>{lineWords(line)}</span>
										<Money value={line.amount} className="ml-auto" />
									</li>
								))}
							</ul>
						</li>
					))}
				</ul>
				<p className="mt-1 flex items-baseline justify-between gap-4 border-t border-line py-3 font-semibold">
					<span>{m.usage_cost_total()}</span>
					<Money value={cost.total} />
				</p>
			</CardBody>
		</Card>
	);
}

/** `12,000 × IDR 50 per 1,000 + IDR 10,000` */
function lineWords({ quantity, per, unit, flat }: Cost["items"][number]["lines"][number]): string {
	const locale = getLocale();
	const price = formatMoney(unit, locale);
	const each = per === 1 ? price : m.usage_cost_per({ price, count: formatNumber(per, locale) });
	const fixed = flat.amount === 0 ? "" : ` + ${formatMoney(flat, locale)}`;
	return `${meterValue(quantity, "")} × ${each}${fixed}`;
}
