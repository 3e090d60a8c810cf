import { CirclePause, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";

type NothingToChangeProps = { icon?: LucideIcon; title: string; children: ReactNode };

/** Instead of a form for which the subscription is in no state; leads back to it. */
export function NothingToChange({ icon = CirclePause, title, children }: NothingToChangeProps) {
	return (
		<EmptyState
			page
			icon={icon}
			title={title}
			action={<ButtonLink to="/app/billing">{m.purchase_to_billing()}</ButtonLink>}
		>
			{children}
		</EmptyState>
	);
}
