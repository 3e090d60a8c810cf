import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { m } from "~/paraglide/messages.js";

export type ErrorSummaryProps = {
	/** Errors of the form as a whole. */
	errors?: string[];
	/** Errors of fields, each a link to its field. */
	fields?: { id: string; label: string; errors: string[] }[];
	/** A new value (such as the action's answer) moves the focus here again. */
	occasion?: unknown;
};

/** What is wrong with the form, at its top; takes the focus so that nobody wonders why nothing happened. */
export function ErrorSummary({ errors = [], fields = [], occasion }: ErrorSummaryProps) {
	const box = useRef<HTMLDivElement>(null);
	const shown = errors.length + fields.length > 0;
	// biome-ignore lint/correctness/useExhaustiveDependencies: the occasion is why the focus moves
	useEffect(() => {
		if (!shown) return;
		box.current?.focus({ preventScroll: true });
		box.current?.scrollIntoView({ block: "center" });
	}, [shown, occasion]);
	if (!shown) return null;
	return (
		<div
			ref={box}
			tabIndex={-1}
			role="alert"
			className="flex gap-2.5 rounded-lg border border-bad/40 bg-bad-soft px-3.5 py-3 outline-offset-0"
		>
			<CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
			<div className="grid gap-1">
				{fields.length > 0 && <p className="font-medium">{m.ui_errors_title()}</p>}
				{errors.map((error) => (
					<p key={error}>{error}</p>
				))}
				{fields.length > 0 && (
					<ul className="grid gap-0.5">
						{fields.map((field) => (
							<li key={field.id}>
								<a href={`#${field.id}`} className="text-bad underline underline-offset-2">
									{field.label}
								</a>
								: {field.errors.join(" ")}
							</li>
						))}
					</ul>
				)}
			</div>
		</div>
	);
}
