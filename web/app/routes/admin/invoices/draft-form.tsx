import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { SaveBar } from "~/ui/form/save-bar";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { type DraftLine, DraftLines } from "./draft-lines";

export type DraftValues = { key: string; tenantId: string; currency: string } & { dueDays: string; lines: DraftLine[] };

type DraftFormProps = {
	tenant: { id: string; name: string };
	currency: string;
	defaultValue: Partial<DraftValues>;
	idempotencyKey: string;
	action?: ReactNode;
};

/** Lines and the days to pay of a one-off invoice; the same for a new draft and a changed one. */
export function DraftForm({ tenant, currency, defaultValue, idempotencyKey, action }: DraftFormProps) {
	const [form, fields] = useActionForm<DraftValues>({
		defaultValue: { key: idempotencyKey, tenantId: tenant.id, currency, ...defaultValue },
	});
	const labels = { lines: m.admin_invoice_acts_lines(), dueDays: m.admin_invoice_acts_due_days() };
	return (
		<ActionForm form={form} labels={labels} className="max-w-4xl">
			<input type="hidden" name="key" value={idempotencyKey} />
			<input type="hidden" name="tenantId" value={tenant.id} />
			<input type="hidden" name="currency" value={currency} />
			<Card>
				<CardHeader title={tenant.name} action={action} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextField
						field={fields.dueDays}
						type="number"
						label={labels.dueDays}
						help={m.admin_invoice_acts_due_days_help()}
						min={0}
						max={365}
						required
					/>
				</CardBody>
			</Card>
			<DraftLines
				initial={defaultValue.lines ?? []}
				typed={fields.lines.value}
				errors={form.allErrors}
				currency={currency}
			/>
			<SaveBar form={form} label={m.admin_invoice_acts_save_draft()} />
		</ActionForm>
	);
}
