import type { ReactNode } from "react";
import { Link } from "react-router";

/** A link inside a table cell or a fact; stays above a row that is a link as a whole. */
export function TextLink({ to, children }: { to: string; children: ReactNode }) {
	return (
		<Link
			to={to}
			prefetch="intent"
			className="relative z-10 underline decoration-line-strong/60 underline-offset-3 hover:text-accent-ink hover:decoration-accent"
		>
			{children}
		</Link>
	);
}
