import type { FieldMetadata } from "@conform-to/react";
import { Field, type FieldProps } from "../field";
import { FileDrop, type FileDropProps } from "../file-drop";

type FileFieldProps = Pick<FieldProps, "label" | "help" | "className" | "optional"> &
	Omit<FileDropProps, "name"> & { field: FieldMetadata<File | string | undefined> };

export function FileField({ field, label, help, className, optional, ...drop }: FileFieldProps) {
	return (
		<Field
			id={field.id}
			label={label}
			help={help}
			optional={optional}
			errors={field.errors as string[] | undefined}
			className={className}
		>
			{(control) => <FileDrop {...drop} {...control} name={field.name} />}
		</Field>
	);
}
