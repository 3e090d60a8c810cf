import type { Schema } from "@sewa/sdk";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";

type StoredDetailsProps = { details: Schema<"BillingDetails">; countries: CountryOption[] };

/** Whom the invoice will be addressed to, as it is stored. */
export function StoredDetails({ details, countries }: StoredDetailsProps) {
	const { email, address, city, state, postalCode, country, npwp } = details;
	const countryName = countries.find(([code]) => code === country)?.[1] ?? country;
	return (
		<Card>
			<CardHeader
				title={m.bill_buyer()}
				action={
					<ButtonLink to="/app/billing" size="sm">
						{m.purchase_details_change()}
					</ButtonLink>
				}
			/>
			<CardBody className="py-1.5!">
				<DescriptionList
					facts={[
						{ label: m.billing_email(), value: <span className="break-all">{email}</span> },
						{ label: m.billing_address(), value: `${address}, ${city}, ${state} ${postalCode}, ${countryName}` },
						{ label: m.billing_npwp(), value: npwp ?? "–" },
					]}
				/>
			</CardBody>
		</Card>
	);
}
