import type { Schema } from "@sewa/sdk";
import { WalletCards } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { DataTable } from "~/ui/table/data-table";
import { meansOf } from "../../tenant/payment-words";
import { shortPaymentColumns } from "./payment-columns";
import { subjectOf } from "./subject";

type ShortPaymentsProps = { payments: Schema<"SystemPayment">[]; none: string; noneText: string; subject?: boolean };

/** The payments of one invoice or, with what each was for, of one tenant; beside other things on a page. */
export function ShortPayments({ payments, none, noneText, subject = false }: ShortPaymentsProps) {
	return (
		<DataTable
			caption={m.nav_payments()}
			rows={payments}
			columns={shortPaymentColumns({ subject })}
			rowId={(row) => row.id}
			rowName={(row) => `${subjectOf(row)}, ${meansOf(row)}`}
			rowHref={(row) => `/admin/payments/${row.id}`}
			empty={
				<EmptyState icon={WalletCards} title={none}>
					{noneText}
				</EmptyState>
			}
		/>
	);
}
