import type { ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "./cn";

export type Segment = { label: ReactNode; to: string; current: boolean };

/** One choice of two or three, kept in the URL: month or year, IDR or USD. */
export function Segmented({ label, segments }: { label: string; segments: Segment[] }) {
	return (
		<nav aria-label={label} className="inline-flex rounded-md border border-line bg-sunken p-0.5">
			{segments.map((segment) => (
				<Link
					key={segment.to}
					to={segment.to}
					replace
					preventScrollReset
					aria-current={segment.current ? "true" : undefined}
					className={cn(
						"rounded-sm px-3 py-1.5 max-sm:px-2.25 text-[0.93em] font-medium whitespace-nowrap transition-colors",
						segment.current ? "bg-raised text-ink shadow-lift ring-1 ring-line" : "text-ink-muted hover:text-ink",
					)}
				>
					{segment.label}
				</Link>
			))}
		</nav>
	);
}
