import { Download, FileText, Printer } from "lucide-react";
import { outcome, required } from "~/api.server";
import { api, locale, session } from "~/context";
import { countryName } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button, ButtonLink } from "~/ui/button";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Money } from "~/ui/money";
import { PageHeader } from "~/ui/page-header";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Route } from "./+types/invoice";
import { UnwantedPurchase } from "./give-up-purchase";
import { InvoiceDocument } from "./invoice-document";
import { InvoicePayments } from "./invoice-payments";
import { may } from "./may.server";
import { ReviewingNotice } from "./reviewing-notice";

export const handle = {
	crumb: (data) => data?.invoice.number ?? null,
	parents: () => [{ label: m.nav_invoices(), to: "/app/invoices" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.invoice.number ?? m.nav_invoices()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const found = context.get(session);
	const query = { invoiceId: params.id, limit: 50 };
	const [invoice, payments, subscription] = await Promise.all([
		required(client.GET("/api/v1/invoices/{id}", { params: { path: { id: params.id } } })),
		required(client.GET("/api/v1/payments", { params: { query } })),
		outcome(client.GET("/api/v1/subscription")),
	]);
	const payable = (invoice.status === "open" || invoice.status === "uncollectible") && !invoice.reviewing;
	return {
		invoice,
		payments: payments.items,
		country: countryName(invoice.buyer.country, context.get(locale)),
		payable: payable && may(found, "payment.create"),
		purchase:
			payable && subscription.ok && subscription.data.openInvoiceId === invoice.id && may(found, "plan_change.create")
				? subscription.data.openPlanChangeId
				: null,
	};
}

export default function Invoice({ loaderData }: Route.ComponentProps) {
	const { invoice, payments, country, payable, purchase } = loaderData;
	const pdf = `/api/v1/invoices/${invoice.id}/pdf?locale=${getLocale()}`;
	const reviewing = payments.find(({ id }) => id === invoice.reviewing);
	return (
		<>
			<div className="no-print grid gap-5">
				<PageHeader
					title={invoice.number}
					badge={<StatusBadge of="invoice" status={invoice.status} />}
					action={
						<>
							<Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
								{m.bill_print()}
							</Button>
							<ButtonLink to={pdf} reloadDocument target="_blank" rel="noreferrer" icon={<FileText aria-hidden />}>
								{m.bill_open_pdf()}
							</ButtonLink>
							<ButtonLink to={`${pdf}&download=true`} reloadDocument icon={<Download aria-hidden />}>
								{m.bill_download_pdf()}
							</ButtonLink>
							{payable && (
								<ButtonLink to={`/app/invoices/${invoice.id}/pay`} variant="primary" className="max-sm:w-full">
									{m.bill_pay()}
								</ButtonLink>
							)}
						</>
					}
				>
					<DescriptionList
						layout="strip"
						facts={[
							{ label: m.bill_total(), value: <Money value={invoice.total} /> },
							{ label: m.bill_opened(), value: <DateTime at={invoice.openedAt} /> },
							{
								label: m.bill_due(),
								value: (
									<>
										<DateTime at={invoice.dueAt} />
										{payable && (
											<span className="ml-1.5 font-normal whitespace-nowrap text-ink-muted">
												(<RelativeTime at={invoice.dueAt} />)
											</span>
										)}
									</>
								),
							},
							...(invoice.paidAt ? [{ label: m.bill_paid_at(), value: <DateTime at={invoice.paidAt} /> }] : []),
						]}
					/>
				</PageHeader>
				{reviewing && <ReviewingNotice payment={reviewing} />}
			</div>
			<div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
				<InvoiceDocument invoice={invoice} country={country} />
				<div className="no-print grid gap-5">
					<InvoicePayments payments={payments} payable={payable} invoiceId={invoice.id} />
					{purchase && <UnwantedPurchase id={purchase} />}
				</div>
			</div>
		</>
	);
}
