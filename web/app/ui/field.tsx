import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { cn } from "./cn";

export type FieldControlProps = {
	id: string;
	"aria-describedby": string | undefined;
	"aria-invalid": true | undefined;
};

export type FieldProps = {
	id: string;
	label: ReactNode;
	help?: ReactNode;
	errors?: string[];
	optional?: boolean;
	/** Something at the end of the label's line, such as a "forgot?" link. */
	aside?: ReactNode;
	className?: string;
	children: (control: FieldControlProps) => ReactNode;
};

/** Label above, help below, error in place; the control gets the ids that tie them together. */
export function Field({ id, label, help, errors, optional, aside, className, children }: FieldProps) {
	const invalid = Boolean(errors?.length);
	const described = [help && `${id}-help`, invalid && `${id}-error`].filter(Boolean).join(" ");
	return (
		<div className={cn("grid content-start gap-1.5", className)}>
			<div className="flex items-baseline justify-between gap-3">
				<label htmlFor={id} className="font-medium">
					{label}
					{optional && <span className="ml-1.5 font-normal text-ink-faint">{m.ui_optional()}</span>}
				</label>
				{aside}
			</div>
			{children({ id, "aria-describedby": described || undefined, "aria-invalid": invalid || undefined })}
			{help && (
				<p id={`${id}-help`} className="text-note text-ink-muted">
					{help}
				</p>
			)}
			<FieldError id={`${id}-error`} errors={errors} />
		</div>
	);
}

export function FieldError({ id, errors }: { id: string; errors: string[] | undefined }) {
	if (!errors?.length) return null;
	return (
		<p id={id} className="flex items-start gap-1.5 text-note text-bad">
			<CircleAlert aria-hidden className="mt-[0.15em] size-[1.1em] shrink-0" />
			<span>{errors.join(" ")}</span>
		</p>
	);
}
