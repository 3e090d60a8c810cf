import type { Schema } from "@sewa/sdk";
import { WalletCards } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { DataTable } from "~/ui/table/data-table";
import { shortPaymentColumns } from "../payments/payment-columns";
import { Section } from "../section";

export function InvoicePayments({ payments }: { payments: Schema<"SystemPayment">[] }) {
	return (
		<Section title={m.nav_payments()}>
			<DataTable
				caption={m.nav_payments()}
				rows={payments}
				columns={shortPaymentColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.reference}
				rowHref={(row) => `/admin/payments/${row.id}`}
				empty={
					<EmptyState icon={WalletCards} title={m.admin_invoices_no_payments()}>
						{m.admin_invoices_no_payments_text()}
					</EmptyState>
				}
			/>
		</Section>
	);
}
