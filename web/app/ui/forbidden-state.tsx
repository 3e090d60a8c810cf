import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";

export type ForbiddenStateProps = {
	/** The permission that is missing: `invoice.read`. */
	permission?: string;
	/** Who can grant it; the owner or an admin of the organisation when not given. */
	grantedBy?: string;
	/** It is the whole page: the title is its heading. */
	page?: boolean;
	/** A way back. */
	action?: ReactNode;
};

export function ForbiddenState({ permission, grantedBy, page, action }: ForbiddenStateProps) {
	const Title = page ? "h1" : "p";
	return (
		<div
			role="alert"
			className="grid content-center justify-items-center gap-2 rounded-lg border border-line bg-surface px-6 py-12 text-center"
		>
			<span className="mb-1 grid size-10 place-items-center rounded-lg bg-sunken text-ink-muted">
				<Lock aria-hidden className="size-5" />
			</span>
			<Title className="text-[1.07em] font-semibold">{m.state_forbidden_title()}</Title>
			<div className="grid max-w-md gap-1 text-pretty text-ink-muted">
				{permission && (
					<p>
						{m.state_forbidden_permission()}{" "}
						<code className="rounded-xs bg-sunken px-1 font-mono text-note text-ink">{permission}</code>
					</p>
				)}
				<p>{m.state_forbidden_who({ who: grantedBy ?? m.state_forbidden_owner() })}</p>
			</div>
			{action && <div className="mt-3">{action}</div>}
		</div>
	);
}
