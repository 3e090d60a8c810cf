import type { LucideIcon } from "lucide-react";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";

type ListEmptyProps = {
	filters?: readonly string[];
	icon: LucideIcon;
	title: string;
	action?: ReactNode;
	children: ReactNode;
};

/** An empty list: because of its filters, or because there is nothing yet. */
export function ListEmpty({ filters = [], icon, title, action, children }: ListEmptyProps) {
	const [params] = useSearchParams();
	if (!["q", "cursor", ...filters].some((name) => params.has(name)))
		return (
			<EmptyState icon={icon} title={title} action={action}>
				{children}
			</EmptyState>
		);
	return (
		<EmptyState
			icon={SearchX}
			title={m.admin_filtered_none()}
			action={
				<ButtonLink to="?" size="sm">
					{m.admin_clear()}
				</ButtonLink>
			}
		>
			{m.admin_filtered_none_text()}
		</EmptyState>
	);
}
