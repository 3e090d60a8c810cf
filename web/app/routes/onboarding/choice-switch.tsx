import { m } from "~/paraglide/messages.js";
import { Segmented } from "~/ui/segmented";
import type { Choice, Currency } from "../public/plans";

type ChoiceSwitchProps = { choice: Choice; currencies: readonly Currency[]; at: (choice: Choice) => string };

/** By month or by year, and in which currency where there is more than one to pay in. */
export function ChoiceSwitch({ choice, currencies, at }: ChoiceSwitchProps) {
	const interval = (interval: Choice["interval"], label: string) => ({
		label,
		to: at({ ...choice, interval }),
		current: choice.interval === interval,
	});
	return (
		<div className="flex flex-wrap gap-2.5">
			<Segmented
				label={m.pricing_interval()}
				segments={[interval("month", m.pricing_month()), interval("year", m.pricing_year())]}
			/>
			{currencies.length > 1 && (
				<Segmented
					label={m.pricing_currency()}
					segments={currencies.map((currency) => ({
						label: currency,
						to: at({ ...choice, currency }),
						current: choice.currency === currency,
					}))}
				/>
			)}
		</div>
	);
}
