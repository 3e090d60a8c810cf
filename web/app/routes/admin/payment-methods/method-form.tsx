import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { SaveBar } from "~/ui/form/save-bar";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { BankFields } from "./bank-fields";
import { methodLabels } from "./method-labels";
import type { MethodKind, MethodValues } from "./method-values";
import { QrisFields } from "./qris-fields";
import type { QrisLook } from "./qris-look.server";

type MethodFormProps = {
	kind: MethodKind;
	defaultValue: Partial<{ [Key in keyof MethodValues]: unknown }>;
	countries: [code: string, name: string][];
	isNew?: boolean;
	qris?: QrisLook | null;
	saveLabel?: string;
	children?: ReactNode;
};

/** A bank account or a QRIS, and how people are told to use it. `children` are hidden inputs. */
export function MethodForm(props: MethodFormProps) {
	const { kind, defaultValue, countries, isNew, qris = null, saveLabel, children } = props;
	const [form, fields] = useActionForm<MethodValues>({ defaultValue });
	const instructions = fields.instructions.getFieldset();
	const labels = methodLabels();
	return (
		<ActionForm form={form} labels={labels} className="max-w-3xl">
			{children}
			<input type="hidden" name="details.kind" value={kind} />
			<Card>
				<CardHeader title={m.admin_methods_what()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextField
						field={fields.name}
						label={labels.name}
						help={m.admin_methods_name_help()}
						required
						maxLength={80}
					/>
					{isNew && (
						<TextField
							field={fields.code}
							label={labels.code}
							help={m.admin_methods_code_help()}
							required
							maxLength={40}
							autoCapitalize="none"
							spellCheck={false}
						/>
					)}
					{kind === "bank_transfer" ? (
						<>
							<SelectField field={fields.country} label={labels.country} options={countries} required />
							<SelectField
								field={fields.currency}
								label={labels.currency}
								options={[
									["IDR", "IDR"],
									["USD", "USD"],
								]}
								required
							/>
						</>
					) : (
						<>
							<input type="hidden" name="country" value="ID" />
							<input type="hidden" name="currency" value="IDR" />
						</>
					)}
				</CardBody>
			</Card>
			{kind === "bank_transfer" ? (
				<BankFields field={fields.details} labels={labels} />
			) : (
				<QrisFields field={fields.details} label={labels["details.payload"]} shown={qris} />
			)}
			<Card>
				<CardHeader title={m.admin_methods_instructions()} description={m.admin_methods_instructions_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextareaField field={instructions.en} label={labels["instructions.en"]} lang="en" rows={4} required />
					<TextareaField field={instructions.id} label={labels["instructions.id"]} lang="id" rows={4} required />
				</CardBody>
			</Card>
			<CheckboxField field={fields.enabled} label={labels.enabled} help={m.admin_methods_enabled_help()} />
			<SaveBar form={form} label={saveLabel} />
		</ActionForm>
	);
}
