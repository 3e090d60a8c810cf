import { ArrowLeft } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { SubmitButton } from "~/ui/form/submit-button";

/** Ends the form of an order: on to its invoice, or back to the plans. */
export function OrderButtons() {
	return (
		// Enter presses the first button of a form, so the one that goes on comes first.
		<div className="flex flex-row-reverse flex-wrap justify-between gap-3 border-t border-line pt-5">
			<SubmitButton intent="buy" size="lg">
				{m.welcome_to_invoice()}
			</SubmitButton>
			<SubmitButton intent="back" variant="secondary" size="lg" formNoValidate icon={<ArrowLeft aria-hidden />}>
				{m.welcome_back()}
			</SubmitButton>
		</div>
	);
}
