import { useActionData } from "react-router";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { ActionForm } from "~/ui/form/action-form";
import { SaveBar } from "~/ui/form/save-bar";
import { useActionForm } from "~/ui/form/use-action-form";
import { Notice } from "~/ui/notice";
import { useToastOf } from "~/ui/use-toast-of";
import { BillingFields, type BillingValues, billingLabels } from "./billing-fields";
import { useMay } from "./use-may";

type Details = { [Name in keyof BillingValues]?: string | null };
type BillingDetailsCardProps = { details: Details; filled: boolean; countries: CountryOption[] };

/** Where invoices go: a form for those who may change it, else the facts. */
export function BillingDetailsCard(props: BillingDetailsCardProps) {
	const writable = useMay()("payment.create");
	if (writable) return <DetailsForm {...props} />;
	return (
		<Card>
			<CardHeader title={m.billing_details()} />
			<CardBody>
				<DescriptionList
					facts={Object.entries(billingLabels()).map(([name, label]) => ({
						label,
						value: props.details[name as keyof BillingValues] || "–",
					}))}
				/>
			</CardBody>
		</Card>
	);
}

function DetailsForm({ details, filled, countries }: BillingDetailsCardProps) {
	const [form, fields] = useActionForm<BillingValues>({ defaultValue: details });
	useToastOf(useActionData());
	return (
		<ActionForm form={form} labels={billingLabels()}>
			<Card>
				<CardHeader title={m.billing_details()} description={m.billing_details_text()} />
				<CardBody className="grid gap-4.5">
					{!filled && <Notice tone="info">{m.billing_details_none()}</Notice>}
					<BillingFields fields={fields} countries={countries} />
				</CardBody>
			</Card>
			<SaveBar form={form} />
		</ActionForm>
	);
}
