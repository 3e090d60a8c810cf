import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardFooter, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { useMay } from "../permissions";
import { ExtendTrialDialog } from "./extend-trial-dialog";

type TenantSubscriptionProps = { subscription: Schema<"Subscription"> | null; idempotencyKey: string };

export function TenantSubscription({ subscription, idempotencyKey }: TenantSubscriptionProps) {
	const mayExtend = useMay("system.plan_change.write") && subscription?.status === "trialing";
	return (
		<Card>
			<CardHeader
				title={m.admin_tenants_subscription()}
				action={subscription && <StatusBadge of="subscription" status={subscription.status} />}
			/>
			<CardBody className="py-1.5!">
				{subscription ? (
					<DescriptionList facts={factsOf(subscription)} />
				) : (
					<p className="py-2 text-ink-muted">{m.admin_tenants_no_subscription()}</p>
				)}
			</CardBody>
			{mayExtend && (
				<CardFooter>
					<ExtendTrialDialog subscription={subscription} idempotencyKey={idempotencyKey} />
				</CardFooter>
			)}
		</Card>
	);
}

function factsOf(subscription: Schema<"Subscription">) {
	const { plan, interval, currency, trialEndsAt, periodStart, periodEnd } = subscription;
	const rhythm = interval === "year" ? m.admin_yearly() : m.admin_monthly();
	const period = (
		<>
			<DateTime at={periodStart} /> – <DateTime at={periodEnd} />
		</>
	);
	return [
		{ label: m.admin_plan(), value: <span className="font-medium capitalize">{plan}</span> },
		{ label: m.admin_tenants_billed(), value: `${rhythm}, ${currency}` },
		...(trialEndsAt ? [{ label: m.admin_tenants_trial_ends(), value: <DateTime at={trialEndsAt} /> }] : []),
		...(periodEnd ? [{ label: m.admin_tenants_period(), value: period }] : []),
	];
}
