import type { FieldMetadata } from "@conform-to/react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type MethodGroupProps = { title: string; text: string; children: ReactNode };

/** Ways to pay that are alike, under what they have in common. */
export function MethodGroup({ title, text, children }: MethodGroupProps) {
	return (
		<div className="grid gap-2.5">
			<p className="flex flex-wrap items-baseline justify-between gap-x-4">
				<span className="font-medium">{title}</span>
				<span className="text-note text-ink-muted">{text}</span>
			</p>
			{children}
		</div>
	);
}

type MethodChoiceProps = {
	field: FieldMetadata<string | undefined>;
	code: string;
	name: string;
	/** Who or how much, beside the name. */
	note?: ReactNode;
	icon: LucideIcon;
	/** It is confirmed in the form's second part. */
	byHand?: boolean;
	children: ReactNode;
};

/** One way to pay; its details show while it is chosen. */
export function MethodChoice({ field, code, name, note, icon: Icon, byHand, children }: MethodChoiceProps) {
	return (
		<div className="group/method rounded-lg border border-line transition-colors has-checked:border-accent has-checked:ring-1 has-checked:ring-accent">
			<label className="flex cursor-pointer items-center gap-3 px-4 py-3.5">
				<input
					type="radio"
					name={field.name}
					value={code}
					defaultChecked={code === field.initialValue}
					data-by-hand={byHand}
					className="size-4 shrink-0 accent-accent max-md:size-5"
				/>
				<span className="grid min-w-0 flex-1">
					<span className="font-medium">{name}</span>
					{note && <span className="text-note text-ink-muted">{note}</span>}
				</span>
				<Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
			</label>
			<div className="hidden gap-4 border-t border-line px-4 py-4 group-has-checked/method:grid">{children}</div>
		</div>
	);
}
