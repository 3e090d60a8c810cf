import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { CardFooter } from "~/ui/card";
import { useMay } from "./use-may";

type Subscription = Schema<"SubscriptionDetail">;

const running = new Set(["active", "past_due", "suspended", "paused"]);

/** A free plan has nothing to cancel, and what ends already ends once. */
export function canCancel({ status, periodEnd, cancelAt }: Subscription): boolean {
	return cancelAt === null && (status === "trialing" || (running.has(status) && periodEnd !== null));
}

/** A paid period that runs can wait for a while. */
export function canPause({ canChange, status }: Subscription): boolean {
	return canChange && status === "active";
}

/** What else can be done with the subscription, for those who may. */
export function ManageSubscription({ subscription }: { subscription: Subscription }) {
	const may = useMay();
	const pause = canPause(subscription) && may("subscription.pause");
	const cancel = canCancel(subscription) && may("subscription.cancel");
	const change = subscription.canChange && may("plan_change.create");
	const extend = subscription.status === "trialing" && may("plan_change.create");
	if (!pause && !cancel && !change && !extend) return null;
	return (
		<CardFooter>
			{cancel && (
				<ButtonLink to="/app/billing/cancel" variant="danger-quiet">
					{m.change_cancel()}
				</ButtonLink>
			)}
			{extend && <ButtonLink to="/app/billing/extend-trial">{m.change_extend_trial()}</ButtonLink>}
			{pause && <ButtonLink to="/app/billing/pause">{m.change_pause()}</ButtonLink>}
			{change && (
				<ButtonLink to="/app/billing/plans" variant="primary">
					{m.change_title()}
				</ButtonLink>
			)}
		</CardFooter>
	);
}
