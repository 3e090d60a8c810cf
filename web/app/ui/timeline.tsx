import type { LucideIcon } from "lucide-react";
import { Circle } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { cn } from "./cn";
import { RelativeTime } from "./relative-time";
import type { Tone } from "./tone";
import { toneText } from "./tone";

export type TimelineEvent = {
	id: string;
	at: string | number;
	title: ReactNode;
	/** Who did it; absent means the system. */
	by?: ReactNode;
	note?: ReactNode;
	tone?: Tone;
	icon?: LucideIcon;
};

/** What happened, by whom; newest first as the caller orders it. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
	return (
		<ol className="grid">
			{events.map(({ id, at, title, by, note, tone, icon: Icon = Circle }) => (
				<li key={id} className="group relative flex gap-3 pb-4 last:pb-0">
					<span aria-hidden className="absolute top-6 bottom-0 left-[0.65rem] w-px bg-line group-last:hidden" />
					<span className="relative mt-0.5 grid size-[1.35rem] shrink-0 place-items-center rounded-full border border-line bg-surface">
						<Icon aria-hidden className={cn("size-3", tone ? toneText[tone] : "text-ink-faint")} />
					</span>
					<div className="grid min-w-0 gap-0.5">
						<p>{title}</p>
						<p className="text-note text-ink-muted">
							{by ?? m.ui_by_system()} · <RelativeTime at={at} />
						</p>
						{note && <div className="text-note text-ink-muted">{note}</div>}
					</div>
				</li>
			))}
		</ol>
	);
}
