import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Tone } from "./tone";
import { toneLine, toneSoft, toneText } from "./tone";

const icons = { ok: CircleCheck, wait: TriangleAlert, bad: CircleAlert, info: Info, ended: Info } as const;

/** A standing remark on a page; `live` announces it when it appears. */
export function Notice({
	tone = "info",
	title,
	live,
	action,
	children,
	className,
}: {
	tone?: Tone;
	title?: ReactNode;
	live?: boolean;
	action?: ReactNode;
	children?: ReactNode;
	className?: string;
}) {
	const Icon = icons[tone];
	return (
		<div
			role={live ? "status" : undefined}
			className={cn("flex flex-wrap gap-2.5 rounded-lg border px-3.5 py-3", toneSoft[tone], toneLine[tone], className)}
		>
			<Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", toneText[tone])} />
			<div className="grid min-w-0 flex-1 basis-56 gap-1">
				{title && <p className="font-medium">{title}</p>}
				{children && <div className="wrap-anywhere text-ink-muted">{children}</div>}
			</div>
			{action && <div className="shrink-0 self-center max-sm:basis-full max-sm:pl-6.5">{action}</div>}
		</div>
	);
}
