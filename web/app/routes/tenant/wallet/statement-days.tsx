import { Form, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Input } from "~/ui/input";

const kept = ["account", "kind", "currency"];

/** From which day to which; a plain form, so that it works without JavaScript. */
export function StatementDays() {
	const [params] = useSearchParams();
	return (
		<Form
			method="get"
			preventScrollReset
			key={`${params.get("since")}-${params.get("until")}`}
			className="flex min-w-0 items-center gap-1.5 max-md:w-full"
		>
			{kept.map((name) => {
				const value = params.get(name);
				return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
			})}
			<Day name="since" label={m.wallet_since()} value={params.get("since")} />
			<span aria-hidden className="text-ink-faint">
				–
			</span>
			<Day name="until" label={m.wallet_until()} value={params.get("until")} />
			<Button type="submit" size="sm" className="max-md:h-11">
				{m.wallet_apply()}
			</Button>
		</Form>
	);
}

function Day({ name, label, value }: { name: string; label: string; value: string | null }) {
	return (
		<Input
			type="date"
			name={name}
			aria-label={label}
			defaultValue={value ?? ""}
			className="tabular w-34 min-w-0 px-2 text-note max-md:w-full max-md:flex-1"
		/>
	);
}
