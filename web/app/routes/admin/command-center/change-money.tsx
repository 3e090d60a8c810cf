import type { Schema } from "@sewa/sdk";
import { ReceiptText } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { DataTable } from "~/ui/table/data-table";
import { invoiceColumns } from "../invoices/invoice-columns";
import { ShortPayments } from "../payments/short-payments";
import { Section } from "../section";

/** Its invoices, void ones too, and what was paid for them. */
export function ChangeMoney({ change }: { change: Schema<"SystemPlanChangeDetail"> }) {
	const invoices = change.invoices.map((invoice) => ({ ...invoice, tenant: change.tenant }));
	return (
		<>
			<Section title={m.nav_invoices()}>
				<DataTable
					caption={m.nav_invoices()}
					rows={invoices}
					columns={invoiceColumns({ tenant: false, sortable: false })}
					rowId={(row) => row.id}
					rowName={(row) => row.number}
					rowHref={(row) => `/admin/invoices/${row.id}`}
					empty={
						<EmptyState icon={ReceiptText} title={m.admin_command_no_invoices()}>
							{m.admin_command_no_invoices_text()}
						</EmptyState>
					}
				/>
			</Section>
			<Section title={m.nav_payments()}>
				<ShortPayments
					payments={change.payments}
					none={m.admin_command_no_payments()}
					noneText={m.admin_command_no_payments_text()}
				/>
			</Section>
		</>
	);
}
