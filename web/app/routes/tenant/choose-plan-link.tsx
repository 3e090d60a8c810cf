import { m } from "~/paraglide/messages.js";
import { ButtonLink, type ButtonLinkProps } from "~/ui/button";
import { useMay } from "./use-may";

/** To the plans, for those who may buy one. */
export function ChoosePlanLink(look: Pick<ButtonLinkProps, "size" | "variant">) {
	if (!useMay()("plan_change.create")) return null;
	return (
		<ButtonLink to="/app/billing/plans" variant="primary" {...look}>
			{m.purchase_title()}
		</ButtonLink>
	);
}
