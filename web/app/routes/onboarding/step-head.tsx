import type { ReactNode } from "react";

/** The question of a step. */
export function StepHead({ title, children }: { title: string; children?: ReactNode }) {
	return (
		<header className="grid gap-1.5">
			<h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
			{children && <p className="max-w-2xl text-pretty text-ink-muted">{children}</p>}
		</header>
	);
}
