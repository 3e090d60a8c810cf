import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { ShortPayments } from "../payments/short-payments";
import { Section } from "../section";

export function InvoicePayments({ payments }: { payments: Schema<"SystemPayment">[] }) {
	return (
		<Section title={m.nav_payments()}>
			<ShortPayments
				payments={payments}
				none={m.admin_invoices_no_payments()}
				noneText={m.admin_invoices_no_payments_text()}
			/>
		</Section>
	);
}
