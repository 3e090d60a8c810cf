import { Form, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { DayInput } from "~/ui/day-input";

/** From which day to which; a plain form, so that it works without JavaScript. */
export function UsageDays() {
	const [params] = useSearchParams();
	const [since, until, meter] = ["since", "until", "meter"].map((name) => params.get(name) ?? "");
	return (
		<Form
			method="get"
			preventScrollReset
			key={`${since}-${until}`}
			className="flex min-w-0 items-center gap-1.5 max-md:w-full"
		>
			{meter && <input type="hidden" name="meter" value={meter} />}
			<DayInput name="since" label={m.usage_since()} value={since ?? ""} />
			<span aria-hidden className="text-ink-faint">
				–
			</span>
			<DayInput name="until" label={m.usage_until()} value={until ?? ""} />
			<Button type="submit" size="sm" className="max-md:h-11">
				{m.usage_show()}
			</Button>
		</Form>
	);
}
