import type { ReactNode } from "react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";

type SectionProps = { title: string; to?: string; action?: ReactNode; children: ReactNode };

/** A titled part of a page whose content draws its own border, such as a table; `to` is the whole list. */
export function Section({ title, to, action, children }: SectionProps) {
	return (
		<section className="grid min-w-0 grid-cols-1 content-start gap-2.5">
			<div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
				<h2 className="text-[1.07em] font-semibold">{title}</h2>
				{to && (
					<Link to={to} className="text-note text-accent-ink underline-offset-4 hover:underline">
						{m.admin_see_all()}
					</Link>
				)}
				{action}
			</div>
			{children}
		</section>
	);
}
