import type { Schema } from "@sewa/sdk";
import { CalendarClock, CirclePause, CreditCard, ReceiptText } from "lucide-react";
import { formatDate } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { useClock } from "~/ui/clock";
import { EmptyState } from "~/ui/empty-state";
import { GiveUpPurchase } from "./give-up-purchase";
import { KeepPlan } from "./keep-plan";
import type { OpenInvoice } from "./open-invoice.server";
import { ResumeForm } from "./resume-form";
import { PayLink } from "./tenant-banner";

type Subscription = Schema<"SubscriptionDetail">;
type PurchaseClosedProps = { subscription: Subscription | null; invoice: OpenInvoice | null };

/** Why nothing can be bought or changed now, and what would make it possible. */
export function PurchaseClosed({ subscription, invoice }: PurchaseClosedProps) {
	if (subscription?.scheduledChange) return <Scheduled subscription={subscription} />;
	if (subscription?.openPlanChangeId) return <Unpaid change={subscription.openPlanChangeId} invoice={invoice} />;
	if (subscription?.pausedAt || subscription?.cancelAt) return <Ending subscription={subscription} />;
	if (invoice)
		return (
			<EmptyState page icon={ReceiptText} title={m.change_owed_title()} action={<PayLink invoice={invoice} />}>
				{m.change_owed_text()}
			</EmptyState>
		);
	return (
		<EmptyState page icon={CreditCard} title={m.purchase_bought_title()} action={<ToBilling />}>
			{m.purchase_bought_text()}
		</EmptyState>
	);
}

const ToBilling = () => <ButtonLink to="/app/billing">{m.purchase_to_billing()}</ButtonLink>;

function Unpaid({ change, invoice }: { change: string; invoice: OpenInvoice | null }) {
	return (
		<EmptyState
			page
			icon={ReceiptText}
			title={m.purchase_open_title()}
			action={
				<>
					<PayLink invoice={invoice} />
					{!invoice?.reviewing && <GiveUpPurchase id={change} size="sm" />}
				</>
			}
		>
			{invoice?.reviewing ? m.purchase_reviewing_text() : m.purchase_open_text()}
		</EmptyState>
	);
}

function Scheduled({ subscription: { scheduledChange: change, planName } }: { subscription: Subscription }) {
	const { timeZone } = useClock();
	if (!change) return null;
	const date = change.effectiveAt ? formatDate(change.effectiveAt, getLocale(), timeZone) : "";
	return (
		<EmptyState
			page
			icon={CalendarClock}
			title={m.change_scheduled_title({ plan: change.planName, date })}
			action={
				<>
					<KeepPlan id={change.id} plan={planName} />
					<ToBilling />
				</>
			}
		>
			{m.change_scheduled_closed()}
		</EmptyState>
	);
}

function Ending({ subscription: { pausedAt } }: { subscription: Subscription }) {
	return (
		<EmptyState
			page
			icon={CirclePause}
			title={pausedAt ? m.change_paused_closed() : m.change_ending_closed()}
			action={
				<>
					<ResumeForm label={pausedAt ? m.change_resume() : m.change_keep_subscription()} />
					<ToBilling />
				</>
			}
		>
			{m.change_resume_first()}
		</EmptyState>
	);
}
