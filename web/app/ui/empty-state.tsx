import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type EmptyStateProps = {
	icon?: LucideIcon;
	title: ReactNode;
	/** What this is for. */
	children?: ReactNode;
	/** One action. */
	action?: ReactNode;
	/** It is the whole page: the title is its heading. */
	page?: boolean;
	/** A link to the guide. */
	guide?: ReactNode;
};

/** Instead of a blank table: what would be here, and the one thing to do about it. */
export function EmptyState({ icon: Icon, title, children, action, guide, page }: EmptyStateProps) {
	const Title = page ? "h1" : "p";
	return (
		<div className="grid content-center justify-items-center gap-2 rounded-lg border border-dashed border-line-strong/50 bg-surface px-6 py-12 text-center">
			{Icon && (
				<span className="mb-1 grid size-10 place-items-center rounded-lg bg-sunken text-ink-muted">
					<Icon aria-hidden className="size-5" />
				</span>
			)}
			<Title className="text-[1.07em] font-semibold">{title}</Title>
			{children && <div className="max-w-md text-pretty text-ink-muted">{children}</div>}
			{(action || guide) && (
				<div className="mt-3 flex flex-wrap items-center justify-center gap-4">
					{action}
					{guide}
				</div>
			)}
		</div>
	);
}
