import type { Schema } from "@sewa/sdk";
import { ReceiptText } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { ErrorState } from "~/ui/error-state";
import { DataTable } from "~/ui/table/data-table";
import { invoiceColumns } from "../invoices/invoice-columns";
import { ShortPayments } from "../payments/short-payments";
import { Section } from "../section";

type TenantInvoicesProps = { tenantId: string; invoices: Schema<"SystemInvoiceSummary">[] | null };

export function TenantInvoices({ tenantId, invoices }: TenantInvoicesProps) {
	const title = m.nav_invoices();
	return (
		<Section title={title} to={invoices?.length ? `/admin/invoices?tenantId=${tenantId}` : undefined}>
			{invoices ? (
				<DataTable
					caption={title}
					rows={invoices}
					columns={invoiceColumns({ tenant: false, sortable: false })}
					rowId={(row) => row.id}
					rowName={(row) => row.number}
					rowHref={(row) => `/admin/invoices/${row.id}`}
					empty={
						<EmptyState icon={ReceiptText} title={m.admin_tenants_no_invoices()}>
							{m.admin_tenants_no_invoices_text()}
						</EmptyState>
					}
				/>
			) : (
				<ErrorState />
			)}
		</Section>
	);
}

type TenantPaymentsProps = { tenantId: string; payments: Schema<"SystemPayment">[] | null };

export function TenantPayments({ tenantId, payments }: TenantPaymentsProps) {
	const title = m.nav_payments();
	return (
		<Section title={title} to={payments?.length ? `/admin/payments?view=all&tenantId=${tenantId}` : undefined}>
			{payments ? (
				<ShortPayments
					subject
					payments={payments}
					none={m.admin_tenants_no_payments()}
					noneText={m.admin_tenants_no_payments_text()}
				/>
			) : (
				<ErrorState />
			)}
		</Section>
	);
}
