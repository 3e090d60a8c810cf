import type { FieldMetadata } from "@conform-to/react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { TextField } from "~/ui/form/text-field";
import type { MethodLabels } from "./method-labels";
import type { MethodValues } from "./method-values";

type BankFieldsProps = { field: FieldMetadata<MethodValues["details"]>; labels: MethodLabels };

export function BankFields({ field, labels }: BankFieldsProps) {
	const details = field.getFieldset();
	return (
		<Card>
			<CardHeader title={m.admin_methods_bank_account()} />
			<CardBody className="grid gap-4.5 sm:grid-cols-2">
				<TextField field={details.bank} label={labels["details.bank"]} required maxLength={60} />
				<TextField
					field={details.accountNumber}
					label={labels["details.accountNumber"]}
					inputMode="numeric"
					required
					maxLength={31}
				/>
				<TextField
					field={details.accountHolder}
					label={labels["details.accountHolder"]}
					help={m.admin_methods_holder_help()}
					required
					maxLength={80}
					className="sm:col-span-2"
				/>
			</CardBody>
		</Card>
	);
}
