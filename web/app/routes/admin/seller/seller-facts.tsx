import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";

/** The same as the form, for who may only look. */
export function SellerFacts({ seller }: { seller: Schema<"SellerProfile"> }) {
	return (
		<Card className="max-w-2xl">
			<CardHeader title={m.admin_seller_issuer()} />
			<CardBody className="py-1.5!">
				<DescriptionList
					facts={[
						{ label: m.admin_seller_legal_name(), value: seller.legalName },
						{ label: m.admin_address(), value: seller.address },
						{ label: m.admin_email(), value: seller.email },
						{ label: m.admin_npwp(), value: seller.npwp ?? m.admin_none() },
						{
							label: m.admin_seller_ppn(),
							value: seller.taxRegistered ? m.admin_seller_ppn_on() : m.admin_seller_ppn_off(),
						},
						{ label: m.admin_seller_due_days(), value: seller.invoiceDueDays },
					]}
				/>
			</CardBody>
		</Card>
	);
}
