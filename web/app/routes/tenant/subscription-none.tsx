import { CreditCard } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";

export function SubscriptionNone() {
	return (
		<EmptyState icon={CreditCard} title={m.billing_none()}>
			{m.billing_none_text()}
		</EmptyState>
	);
}
