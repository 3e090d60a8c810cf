import type { FieldMetadata } from "@conform-to/react";
import { m } from "~/paraglide/messages.js";
import { Card } from "~/ui/card";
import { FieldError } from "~/ui/field";

type CancelWhenProps = {
	field: FieldMetadata<string | undefined>;
	plan: string;
	/** The end of what is paid or tried; null where nothing is. */
	date: string | null;
	/** The plan that remains; null where there is none. */
	free: string | null;
};

/** Now, or with what is paid; each says what happens. */
export function CancelWhen({ field, plan, date, free }: CancelWhenProps) {
	const rest = free ? m.change_remains({ plan: free }) : m.change_remains_nothing();
	const choices = [
		...(date
			? [{ value: "period_end", label: m.change_at_end({ date }), text: `${m.change_at_end_text({ plan })} ${rest}` }]
			: []),
		{ value: "now", label: m.change_at_once(), text: `${m.change_at_once_text()} ${rest}` },
	];
	return (
		<Card className="p-4 sm:p-5">
			<fieldset className="grid gap-2.5">
				<legend className="mb-2.5 font-medium">{m.change_when()}</legend>
				{choices.map(({ value, label, text }) => (
					<label
						key={value}
						className="flex cursor-pointer gap-3 rounded-lg border border-line px-4 py-3.5 transition-colors has-checked:border-accent has-checked:ring-1 has-checked:ring-accent"
					>
						<input
							type="radio"
							name={field.name}
							value={value}
							defaultChecked={value === field.initialValue}
							className="mt-0.5 size-4 shrink-0 accent-accent max-md:size-5"
						/>
						<span className="grid gap-0.5">
							<span className="font-medium">{label}</span>
							<span className="text-pretty text-ink-muted">{text}</span>
						</span>
					</label>
				))}
				<FieldError id={`${field.id}-error`} errors={field.errors as string[] | undefined} />
			</fieldset>
		</Card>
	);
}
