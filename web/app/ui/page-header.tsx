import type { ReactNode } from "react";
import { formatNumber } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { BackLink } from "./frame/back-link";

export type PageHeaderProps = {
	title: ReactNode;
	/** How many there are, when known. */
	count?: number;
	/** A status badge beside the title of a detail page. */
	badge?: ReactNode;
	description?: ReactNode;
	/** The one primary action, last; others go before it or in a menu. On a phone it comes first, and all fill the line. */
	action?: ReactNode;
	/** Key facts in a strip: `<DescriptionList layout="strip" … />`. */
	children?: ReactNode;
};

/** The head of a page. Its breadcrumbs are in the top bar (routes name themselves by `handle`); phones get a way back here. */
export function PageHeader({ title, count, badge, description, action, children }: PageHeaderProps) {
	return (
		<header className="grid gap-4">
			<div className="grid gap-1.5">
				<BackLink />
				<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
					<div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
						<h1 className="min-w-0 text-[1.57em]/[1.25] font-semibold tracking-tight break-words">{title}</h1>
						{count !== undefined && (
							<span className="tabular rounded-full bg-sunken px-2 py-0.5 text-note text-ink-muted">
								{formatNumber(count, getLocale())}
							</span>
						)}
						{badge}
					</div>
					{action && (
						<div className="no-print flex flex-wrap items-center gap-2 max-md:order-last max-sm:flex-wrap-reverse max-sm:[&:has(>*+*)]:w-full max-sm:[&:has(>*+*)>*]:grow">
							{action}
						</div>
					)}
					{description && (
						<p className="-mt-1.5 basis-full text-ink-muted">
							<span className="block max-w-2xl">{description}</span>
						</p>
					)}
				</div>
			</div>
			{children}
		</header>
	);
}
