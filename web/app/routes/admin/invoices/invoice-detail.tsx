import { FileDown, Hourglass } from "lucide-react";
import { required } from "~/api.server";
import { api, session } from "~/context";
import { defaultTimeZone } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink, buttonStyle } from "~/ui/button";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Money } from "~/ui/money";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { SecondPersonNotice } from "../second-person-notice";
import { TextLink } from "../text-link";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/invoice-detail";
import { actOnInvoice } from "./act-on-invoice.server";
import { DueDate } from "./due-date";
import { InvoiceActions } from "./invoice-actions";
import { InvoiceBalance } from "./invoice-balance";
import { InvoiceCreditNotes } from "./invoice-credit-notes";
import { InvoiceLines } from "./invoice-lines";
import { InvoiceParties } from "./invoice-parties";
import { InvoicePayments } from "./invoice-payments";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.invoice.number ?? null,
	parents: () => [{ label: m.nav_invoices(), to: "/admin/invoices" }],
	skeleton: "detail",
} satisfies CrumbHandle;

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.invoice.number ?? m.nav_invoices()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const invoice = await required(client.GET("/api/v1/admin/invoices/{id}", { params: { path: { id: params.id } } }));
	const query = { invoiceId: invoice.id, limit: 100 };
	const payments = await required(client.GET("/api/v1/admin/payments", { params: { query } }));
	return { invoice, payments: payments.items, key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	return actOnInvoice(context.get(api), params.id, await request.formData(), zone);
}

export default function InvoiceDetail({ loaderData: { invoice, payments, key } }: Route.ComponentProps) {
	useFlash({ drafted: m.admin_invoice_acts_drafted });
	return (
		<>
			<PageHeader
				title={invoice.number}
				badge={<StatusBadge of="invoice" status={invoice.status} />}
				action={
					<>
						{invoice.status === "paid" && (
							<a
								href={`/api/v1/admin/invoices/${invoice.id}/receipt?locale=${getLocale()}&download=true`}
								className={buttonStyle()}
								download
							>
								<FileDown aria-hidden />
								{m.admin_invoice_acts_receipt()}
							</a>
						)}
						<a
							href={`/api/v1/admin/invoices/${invoice.id}/pdf?locale=${getLocale()}&download=true`}
							className={buttonStyle()}
							download
						>
							<FileDown aria-hidden />
							{m.admin_download_pdf()}
						</a>
						{invoice.reviewing && (
							<ButtonLink
								to={`/admin/payments/${invoice.reviewing}`}
								variant="primary"
								icon={<Hourglass aria-hidden />}
							>
								{m.admin_invoices_review()}
							</ButtonLink>
						)}
						<InvoiceActions invoice={invoice} idempotencyKey={key} />
					</>
				}
			>
				<DescriptionList
					layout="strip"
					facts={[
						{ label: m.admin_total(), value: <Money value={invoice.total} /> },
						{
							label: m.admin_tenant(),
							value: <TextLink to={`/admin/tenants/${invoice.tenant.id}`}>{invoice.tenant.name}</TextLink>,
						},
						{ label: m.admin_invoices_opened(), value: <DateTime at={invoice.openedAt} /> },
						{ label: m.admin_invoices_due(), value: <DueDate invoice={invoice} /> },
						{ label: m.admin_invoices_paid_at(), value: <DateTime at={invoice.paidAt} /> },
					]}
				/>
			</PageHeader>
			{invoice.status === "draft" && (
				<Notice tone="info" title={m.admin_invoice_acts_draft_notice()}>
					{m.admin_invoice_acts_draft_notice_text()}
				</Notice>
			)}
			{invoice.secondApproval && (
				<SecondPersonNotice approvalId={invoice.secondApproval.id}>
					{m.admin_invoice_acts_second({ name: invoice.secondApproval.requestedBy.name })}
				</SecondPersonNotice>
			)}
			<InvoiceLines invoice={invoice} />
			{invoice.status !== "draft" && <InvoiceBalance invoice={invoice} />}
			<InvoiceCreditNotes notes={invoice.creditNotes} />
			<InvoiceParties invoice={invoice} />
			<InvoicePayments payments={payments} />
		</>
	);
}
