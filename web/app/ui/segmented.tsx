import type { ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "./cn";

export type Segment = { label: ReactNode; to: string; current: boolean };

/** One choice of a few, kept in the URL: month or year, IDR or USD. `fill` shares a phone's width among many. */
export function Segmented({ label, segments, fill = false }: { label: string; segments: Segment[]; fill?: boolean }) {
	return (
		<nav
			aria-label={label}
			className={cn("inline-flex rounded-md border border-line bg-sunken p-0.5", fill && "max-sm:flex max-sm:w-full")}
		>
			{segments.map((segment) => (
				<Link
					key={segment.to}
					to={segment.to}
					replace
					preventScrollReset
					aria-current={segment.current ? "true" : undefined}
					className={cn(
						"rounded-sm px-3 py-1.5 text-[0.93em] font-medium whitespace-nowrap transition-colors",
						fill ? "max-sm:flex-auto max-sm:px-1 max-sm:text-center" : "max-sm:px-2.25",
						segment.current ? "bg-raised text-ink shadow-lift ring-1 ring-line" : "text-ink-muted hover:text-ink",
					)}
				>
					{segment.label}
				</Link>
			))}
		</nav>
	);
}
