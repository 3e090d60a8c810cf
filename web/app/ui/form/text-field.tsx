import { type FieldMetadata, getInputProps } from "@conform-to/react";
import type { ComponentProps } from "react";
import { Field, type FieldProps } from "../field";
import { Input } from "../input";

type InputType = "text" | "email" | "tel" | "url" | "number" | "date" | "search";

export type TextFieldProps = Omit<ComponentProps<"input">, "form" | "type" | "className"> &
	Pick<FieldProps, "label" | "help" | "aside" | "className" | "optional"> & {
		field: FieldMetadata<string | number | undefined>;
		type?: InputType;
	};

/** Label, input, help and error of a conform field. */
export function TextField({ field, type = "text", label, help, aside, className, optional, ...input }: TextFieldProps) {
	const { key, ...props } = getInputProps(field as FieldMetadata<string>, { type, ariaAttributes: false });
	return (
		<Field
			id={field.id}
			label={label}
			help={help}
			aside={aside}
			optional={optional}
			errors={field.errors as string[] | undefined}
			className={className}
		>
			{(control) => <Input key={key} {...props} {...input} {...control} />}
		</Field>
	);
}
