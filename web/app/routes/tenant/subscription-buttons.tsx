import { ButtonLink } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";

type SubscriptionButtonsProps = { label: string; back: string; danger?: boolean };

/** At the end of a form about the subscription: does it, or leads back to it unchanged. */
export function SubscriptionButtons({ label, back, danger = false }: SubscriptionButtonsProps) {
	return (
		<div className="flex flex-row-reverse flex-wrap justify-end gap-3">
			<SubmitButton variant={danger ? "danger" : "primary"} size="lg" className="max-sm:w-full">
				{label}
			</SubmitButton>
			<ButtonLink to="/app/billing" size="lg" className="max-sm:w-full">
				{back}
			</ButtonLink>
		</div>
	);
}
