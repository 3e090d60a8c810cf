import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { AmountField } from "~/ui/form/amount-field";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { SaveBar } from "~/ui/form/save-bar";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { policyOptions, settingLabels } from "./policy-words";

type Values = {
	changePolicy: { upgrade: string; downgrade: string; interval: string; clawback: boolean };
	dunningDays: string;
	graceDays: number;
	cancelAfterDays: number;
	maxPauseDays: number;
	trialReminderDays: number;
	fourEyesAbove: string;
};

/** All of it is one value: what is not changed is saved as it stands. */
export function SettingsForm({ settings }: { settings: Schema<"BillingSettings"> }) {
	const { dunningDays, fourEyesAbove, ...others } = settings;
	const [form, fields] = useActionForm<Values>({
		defaultValue: { ...others, dunningDays: dunningDays.join(", "), fourEyesAbove: String(fourEyesAbove) },
	});
	const policy = fields.changePolicy.getFieldset();
	const labels = settingLabels();
	return (
		<ActionForm form={form} labels={labels} className="max-w-3xl">
			<Card>
				<CardHeader title={m.admin_billing_policies()} description={m.admin_billing_policies_text()} />
				<CardBody className="grid gap-4.5">
					{(["upgrade", "downgrade", "interval"] as const).map((name) => (
						<SelectField
							key={name}
							field={policy[name]}
							label={labels[`changePolicy.${name}`]}
							options={policyOptions()}
						/>
					))}
					<CheckboxField field={policy.clawback} label={m.admin_billing_clawback()} />
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_billing_dunning()} description={m.admin_billing_dunning_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-3">
					<TextField
						field={fields.dunningDays}
						label={labels.dunningDays}
						help={m.admin_billing_days_help()}
						required
						className="sm:col-span-3"
					/>
					<TextField field={fields.graceDays} type="number" min={0} max={60} label={labels.graceDays} required />
					<TextField
						field={fields.cancelAfterDays}
						type="number"
						min={1}
						max={365}
						label={labels.cancelAfterDays}
						help={m.admin_billing_cancel_after_help()}
						required
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_billing_others()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextField field={fields.maxPauseDays} type="number" min={1} max={365} label={labels.maxPauseDays} required />
					<TextField
						field={fields.trialReminderDays}
						type="number"
						min={1}
						max={14}
						label={labels.trialReminderDays}
						required
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_billing_four_eyes()} description={m.admin_billing_four_eyes_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<AmountField
						field={fields.fourEyesAbove}
						currency="IDR"
						label={labels.fourEyesAbove}
						empty={m.admin_billing_four_eyes_help()}
					/>
				</CardBody>
			</Card>
			<SaveBar form={form} />
		</ActionForm>
	);
}
