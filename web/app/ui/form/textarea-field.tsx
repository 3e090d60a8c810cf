import { type FieldMetadata, getTextareaProps } from "@conform-to/react";
import type { ComponentProps } from "react";
import { Field, type FieldProps } from "../field";
import { Textarea } from "../textarea";

type TextareaFieldProps = Omit<ComponentProps<"textarea">, "form" | "className"> &
	Pick<FieldProps, "label" | "help" | "className" | "optional"> & { field: FieldMetadata<string | undefined> };

export function TextareaField({ field, label, help, className, optional, ...textarea }: TextareaFieldProps) {
	const { key, ...props } = getTextareaProps(field as FieldMetadata<string>, { ariaAttributes: false });
	return (
		<Field
			id={field.id}
			label={label}
			help={help}
			optional={optional}
			errors={field.errors as string[] | undefined}
			className={className}
		>
			{(control) => <Textarea key={key} {...props} {...textarea} {...control} />}
		</Field>
	);
}
