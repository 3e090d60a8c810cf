import { type FieldMetadata, getInputProps } from "@conform-to/react";
import type { ReactNode } from "react";
import { Checkbox } from "../checkbox";
import { cn } from "../cn";
import { FieldError } from "../field";

export type CheckboxFieldProps = {
	field: FieldMetadata<boolean | undefined>;
	label: ReactNode;
	help?: ReactNode;
	className?: string;
};

export function CheckboxField({ field, label, help, className }: CheckboxFieldProps) {
	const { key, ...props } = getInputProps(field, { type: "checkbox", ariaAttributes: false });
	const errors = field.errors as string[] | undefined;
	const described = [help && `${field.id}-help`, errors && `${field.id}-error`].filter(Boolean).join(" ");
	return (
		<div className={cn("grid gap-1", className)}>
			<label htmlFor={field.id} className="flex items-start gap-2.5">
				<Checkbox
					key={key}
					{...props}
					className="mt-[0.15em]"
					aria-describedby={described || undefined}
					aria-invalid={Boolean(errors) || undefined}
				/>
				<span>{label}</span>
			</label>
			{help && (
				<p id={`${field.id}-help`} className="ml-6.5 text-note text-ink-muted">
					{help}
				</p>
			)}
			<FieldError id={`${field.id}-error`} errors={errors} />
		</div>
	);
}
