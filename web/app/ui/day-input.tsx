import { Input } from "~/ui/input";

/** One end of a range of days, beside other small controls. */
export function DayInput({ name, label, value }: { name: string; label: string; value: string }) {
	return (
		<Input
			type="date"
			name={name}
			aria-label={label}
			defaultValue={value}
			className="tabular w-34 min-w-0 px-2 text-note max-md:w-full max-md:flex-1"
		/>
	);
}
