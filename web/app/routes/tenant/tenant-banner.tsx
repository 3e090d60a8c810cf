import type { Schema } from "@sewa/sdk";
import { useLocation } from "react-router";
import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { useClock } from "~/ui/clock";
import { Notice } from "~/ui/notice";
import type { Tone } from "~/ui/tone";
import { ChoosePlanLink } from "./choose-plan-link";
import type { OpenInvoice } from "./open-invoice.server";
import { useMay } from "./use-may";

export type TenantState = {
	status: Schema<"Tenant">["status"];
	reason: string | null;
	closesAt: string | null;
	invoice: OpenInvoice | null;
	/** Nothing is ordered: a plan can be chosen. */
	canPurchase: boolean;
	/** What comes while the last period stays unpaid. */
	dunning: Schema<"SubscriptionDetail">["dunning"];
};

/** Says across every page that the organisation is not (or no longer) fully on, why, and what to do. */
export function TenantBanner({ state }: { state: TenantState }) {
	const { status, reason, invoice, canPurchase } = state;
	const { pathname } = useLocation();
	const { timeZone } = useClock();
	const choosing = useMay()("plan_change.create") && canPurchase && status === "pending";
	const remark = choosing ? unchosen() : remarkOn(state, timeZone);
	// The page about that invoice, its payments or the plans says it itself.
	const own = choosing ? ["/app/billing/plans"] : [`/app/invoices/${invoice?.id}`, "/app/payments/pay_"];
	const said = (status === "pending" || status === "active") && own.some((path) => pathname.startsWith(path));
	if (!remark || said) return null;
	return (
		<div className="no-print mx-auto w-full max-w-7xl px-4 pt-4 md:px-6">
			<Notice
				tone={remark.tone}
				title={remark.title}
				action={choosing ? <ChoosePlanLink size="sm" /> : status !== "closing" && <PayLink invoice={invoice} />}
			>
				{reason && <p className="text-ink">{m.home_reason({ reason })}</p>}
				{invoice?.rejection && <p className="text-ink">{m.home_rejected({ reason: invoice.rejection })}</p>}
				<p>{remark.text}</p>
			</Notice>
		</div>
	);
}

type Remark = { tone: Tone; title: string; text: string };

function unchosen(): Remark {
	return { tone: "wait", title: m.banner_pending_title(), text: m.purchase_pending_text() };
}

function remarkOn({ status, closesAt, invoice, dunning }: TenantState, timeZone: string): Remark | null {
	const reviewing = invoice?.reviewing ?? false;
	switch (status) {
		case "active":
			return dunning && pastDue(dunning, invoice, timeZone);
		case "closed":
			return null;
		case "pending":
			return reviewing
				? { tone: "info", title: m.home_reviewing_title(), text: m.home_reviewing_text() }
				: { tone: "wait", title: m.banner_pending_title(), text: m.banner_pending_text() };
		case "suspended":
			return {
				tone: "bad",
				title: m.banner_suspended_title(),
				text: reviewing ? m.home_reviewing_text() : suspendedText(dunning, timeZone),
			};
		case "closing":
			return { tone: "wait", title: m.banner_closing_title(), text: closingText(closesAt, timeZone) };
	}
}

type Dunning = NonNullable<TenantState["dunning"]>;

/** The grace: everything still works, until the day that is named. */
function pastDue({ suspendsAt }: Dunning, invoice: OpenInvoice | null, timeZone: string): Remark {
	if (invoice?.reviewing) return { tone: "info", title: m.home_reviewing_title(), text: m.home_reviewing_text() };
	const locale = getLocale();
	const date = formatDate(suspendsAt, locale, timeZone);
	const title = invoice
		? m.change_past_due({ amount: formatMoney(invoice.total, locale) })
		: m.change_past_due_unknown();
	return { tone: "bad", title, text: m.change_past_due_text({ date }) };
}

function suspendedText(dunning: Dunning | null, timeZone: string): string {
	if (!dunning) return m.banner_suspended_text();
	const date = formatDate(dunning.cancelsAt, getLocale(), timeZone);
	return `${m.banner_suspended_text()} ${m.change_suspended_until({ date })}`;
}

function closingText(at: string | null, timeZone: string): string {
	return at ? m.banner_closing_until({ date: formatDate(at, getLocale(), timeZone) }) : m.banner_closing_text();
}

/** To the payment form, or to the invoice while somebody looks at the payment. */
export function PayLink({ invoice }: { invoice: OpenInvoice | null }) {
	if (!invoice) return null;
	if (invoice.reviewing || !invoice.payable)
		return (
			<ButtonLink to={`/app/invoices/${invoice.id}`} size="sm">
				{m.home_see_invoice()}
			</ButtonLink>
		);
	return (
		<ButtonLink to={`/app/invoices/${invoice.id}/pay`} size="sm" variant="primary">
			{m.change_pay_now()}
		</ButtonLink>
	);
}
