import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";

/** Buyer and seller as they stood when the invoice was issued. */
export function InvoiceParties({ invoice: { buyer, seller } }: { invoice: Schema<"SystemInvoice"> }) {
	const address = [buyer.address, buyer.city, `${buyer.state} ${buyer.postalCode}`, buyer.country].join(", ");
	return (
		<div className="grid items-start gap-5 lg:grid-cols-2">
			<Card>
				<CardHeader title={m.admin_invoices_buyer()} />
				<CardBody className="py-1.5!">
					<DescriptionList
						facts={[
							{ label: m.admin_invoices_name(), value: buyer.name },
							{ label: m.admin_email(), value: buyer.email },
							{ label: m.admin_address(), value: address },
							{ label: m.admin_npwp(), value: buyer.npwp ?? m.admin_none() },
						]}
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_invoices_seller()} />
				<CardBody className="py-1.5!">
					<DescriptionList
						facts={[
							{ label: m.admin_invoices_name(), value: seller.legalName },
							{ label: m.admin_email(), value: seller.email },
							{ label: m.admin_address(), value: seller.address },
							{ label: m.admin_npwp(), value: seller.npwp ?? m.admin_none() },
						]}
					/>
				</CardBody>
			</Card>
		</div>
	);
}
