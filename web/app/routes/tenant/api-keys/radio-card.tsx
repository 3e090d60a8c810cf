import type { FieldMetadata } from "@conform-to/react";
import type { ReactNode } from "react";

type RadioCardProps = {
	field: Pick<FieldMetadata<string | undefined>, "name" | "initialValue">;
	value: string;
	label: string;
	text: string;
	icon?: ReactNode;
};

/** One of a few choices, with what it means. `data-choice` lets CSS show what goes with it. */
export function RadioCard({ field, value, label, text, icon }: RadioCardProps) {
	return (
		<label className="flex cursor-pointer gap-3 rounded-lg border border-line px-4 py-3 transition-colors has-checked:border-accent has-checked:ring-1 has-checked:ring-accent">
			<input
				type="radio"
				name={field.name}
				value={value}
				defaultChecked={value === field.initialValue}
				data-choice={value}
				className="mt-0.5 size-4 shrink-0 accent-accent max-md:size-5"
			/>
			<span className="grid content-start gap-0.5">
				<span className="flex items-center gap-1.5 font-medium [&_svg]:size-3.5 [&_svg]:text-ink-muted">
					{icon}
					{label}
				</span>
				<span className="text-note text-pretty text-ink-muted">{text}</span>
			</span>
		</label>
	);
}
