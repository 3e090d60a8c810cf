import { type FieldMetadata, getSelectProps } from "@conform-to/react";
import type { ComponentProps } from "react";
import { Field, type FieldProps } from "../field";
import { Select } from "../select";

type SelectFieldProps = Omit<ComponentProps<"select">, "form" | "className" | "children"> &
	Pick<FieldProps, "label" | "help" | "className" | "optional"> & {
		field: FieldMetadata<string | undefined>;
		options: readonly (readonly [value: string, label: string])[];
		/** Shown while nothing is chosen. */
		placeholder?: string;
	};

export function SelectField({
	field,
	label,
	help,
	className,
	optional,
	options,
	placeholder,
	...select
}: SelectFieldProps) {
	const { key, ...props } = getSelectProps(field as FieldMetadata<string>, { ariaAttributes: false });
	return (
		<Field
			id={field.id}
			label={label}
			help={help}
			optional={optional}
			errors={field.errors as string[] | undefined}
			className={className}
		>
			{(control) => (
				<Select key={key} {...props} {...select} {...control}>
					{placeholder !== undefined && <option value="">{placeholder}</option>}
					{options.map(([value, text]) => (
						<option key={value} value={value}>
							{text}
						</option>
					))}
				</Select>
			)}
		</Field>
	);
}
