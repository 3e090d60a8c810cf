import type { ReactNode } from "react";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";

type PayPartProps = { number?: number; title: string; text?: string; className?: string; children: ReactNode };

/** A part of a form to pay by; it is numbered while there is a second one, which is a way to pay by hand. */
export function PayPart({ number, title, text, className, children }: PayPartProps) {
	return (
		<Card className={cn("grid gap-4.5 p-4 sm:p-5", className)}>
			<header className="flex gap-3">
				{number !== undefined && (
					<span
						aria-hidden
						className="tabular hidden size-6 shrink-0 group-has-[[data-by-hand]:checked]/pay:grid place-items-center rounded-full bg-accent-soft text-note font-semibold text-accent-ink"
					>
						{number}
					</span>
				)}
				<div className="grid gap-0.5">
					<h2 className="text-[1.15em] font-semibold">{title}</h2>
					{text && <p className="text-pretty text-ink-muted">{text}</p>}
				</div>
			</header>
			{children}
		</Card>
	);
}
