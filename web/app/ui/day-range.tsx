import { Form, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "./button";
import { Input } from "./input";

type DayRangeProps = {
	/** The parameters of its two ends in the URL. */
	names?: readonly [from: string, to: string];
	/** What they are, where that is not just what the URL says. */
	values?: readonly [from: string, to: string];
	/** The last day one can choose. */
	max?: string;
	/** Parameters that have no meaning beside days of one's own. */
	drop?: readonly string[];
};

/** From which day to which, both in it, in the URL; a plain form, so that it works without JavaScript. */
export function DayRange({ names = ["since", "until"], values, max, drop = [] }: DayRangeProps) {
	const [params] = useSearchParams();
	const [from, to] = values ?? [params.get(names[0]) ?? "", params.get(names[1]) ?? ""];
	const dropped = [...names, ...drop, "cursor"];
	return (
		<Form
			method="get"
			preventScrollReset
			key={`${from}-${to}`}
			className="flex min-w-0 items-center gap-1.5 max-md:w-full max-md:flex-wrap"
		>
			{[...params]
				.filter(([name]) => !dropped.includes(name))
				.map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
			<Day name={names[0]} label={m.ui_day_from()} value={from} max={max} />
			<span aria-hidden className="text-ink-faint">
				–
			</span>
			<Day name={names[1]} label={m.ui_day_to()} value={to} max={max} />
			<Button type="submit" size="sm" className="max-md:h-11 max-sm:w-full">
				{m.ui_day_show()}
			</Button>
		</Form>
	);
}

type DayProps = { name: string; label: string; value: string; max: string | undefined };

function Day({ name, label, value, max }: DayProps) {
	return (
		<Input
			type="date"
			name={name}
			aria-label={label}
			defaultValue={value}
			max={max}
			className="tabular w-34 min-w-0 px-2 text-note max-md:w-full max-md:flex-1"
		/>
	);
}
