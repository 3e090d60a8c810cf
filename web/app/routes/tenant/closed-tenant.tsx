import { Archive } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { TenantState } from "./tenant-banner";

/** Instead of every page of an organisation that is closed: nothing of it can be read any more. */
export function ClosedTenant({ state }: { state: TenantState | null }) {
	return (
		<EmptyState
			page
			icon={Archive}
			title={m.home_closed_title()}
			action={
				<ButtonLink to="/welcome" variant="primary">
					{m.welcome_new()}
				</ButtonLink>
			}
		>
			<p>{m.home_closed_text()}</p>
			{state?.reason && <p>{m.home_reason({ reason: state.reason })}</p>}
		</EmptyState>
	);
}
