import type { FieldMetadata } from "@conform-to/react";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";

export type BillingValues = {
	email: string;
	address: string;
	city: string;
	state: string;
	postalCode: string;
	country: string;
	npwp: string;
};

type BillingFieldsProps = {
	fields: { [Name in keyof BillingValues]: FieldMetadata<string | undefined> };
	countries: CountryOption[];
};

/** Whom and where invoices are addressed to. */
export function BillingFields({ fields, countries }: BillingFieldsProps) {
	const labels = billingLabels();
	return (
		<>
			<TextField
				field={fields.email}
				type="email"
				label={labels.email}
				help={m.billing_email_help()}
				autoComplete="email"
				required
			/>
			<TextField field={fields.address} label={labels.address} autoComplete="street-address" maxLength={200} required />
			<div className="grid gap-4.5 sm:grid-cols-2">
				<TextField field={fields.city} label={labels.city} autoComplete="address-level2" maxLength={80} required />
				<TextField field={fields.state} label={labels.state} autoComplete="address-level1" maxLength={80} required />
				<TextField
					field={fields.postalCode}
					label={labels.postalCode}
					autoComplete="postal-code"
					maxLength={12}
					required
				/>
				<SelectField
					field={fields.country}
					label={labels.country}
					options={countries}
					autoComplete="country"
					required
				/>
			</div>
			<TextField
				field={fields.npwp}
				label={labels.npwp}
				help={m.billing_npwp_help()}
				inputMode="numeric"
				maxLength={30}
				optional
			/>
		</>
	);
}

export function billingLabels(): Record<keyof BillingValues, string> {
	return {
		email: m.billing_email(),
		address: m.billing_address(),
		city: m.billing_city(),
		state: m.billing_state(),
		postalCode: m.billing_postal_code(),
		country: m.billing_country(),
		npwp: m.billing_npwp(),
	};
}
