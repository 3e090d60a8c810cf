import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { SaveBar } from "~/ui/form/save-bar";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { TaxExample } from "./tax-example";

type SellerValues = {
	legalName: string;
	address: string;
	email: string;
	npwp: string;
	taxRegistered: boolean;
	invoiceDueDays: number;
};

export function SellerForm({ seller }: { seller: Schema<"SellerProfile"> | null }) {
	const [form, fields] = useActionForm<SellerValues>({ defaultValue: seller ?? { invoiceDueDays: 7 } });
	const labels = {
		legalName: m.admin_seller_legal_name(),
		address: m.admin_address(),
		email: m.admin_email(),
		npwp: m.admin_npwp(),
		taxRegistered: m.admin_seller_charge_ppn(),
		invoiceDueDays: m.admin_seller_due_days(),
	};
	return (
		<ActionForm form={form} labels={labels} className="max-w-2xl">
			<Card>
				<CardHeader title={m.admin_seller_issuer()} description={m.admin_seller_issuer_text()} />
				<CardBody className="grid gap-4.5">
					<TextField
						field={fields.legalName}
						label={labels.legalName}
						required
						maxLength={120}
						autoComplete="organization"
					/>
					<TextareaField field={fields.address} label={labels.address} rows={2} required maxLength={300} />
					<TextField
						field={fields.email}
						type="email"
						label={labels.email}
						help={m.admin_seller_email_help()}
						required
						maxLength={254}
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_seller_tax()} description={m.admin_seller_tax_text()} />
				<CardBody className="grid gap-4.5">
					<TextField
						field={fields.npwp}
						label={labels.npwp}
						help={m.admin_seller_npwp_help()}
						inputMode="numeric"
						maxLength={30}
						optional
					/>
					<CheckboxField field={fields.taxRegistered} label={labels.taxRegistered} help={m.admin_seller_ppn_help()} />
					<TaxExample />
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_seller_terms()} />
				<CardBody>
					<TextField
						field={fields.invoiceDueDays}
						type="number"
						label={labels.invoiceDueDays}
						help={m.admin_seller_due_days_help()}
						min={1}
						max={90}
						required
						className="max-w-48"
					/>
				</CardBody>
			</Card>
			<SaveBar form={form} />
		</ActionForm>
	);
}
