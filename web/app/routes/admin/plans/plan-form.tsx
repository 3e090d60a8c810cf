import type { FieldMetadata } from "@conform-to/react";
import { type ReactNode, useMemo } from "react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { AmountField } from "~/ui/form/amount-field";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { SaveBar } from "~/ui/form/save-bar";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { FeatureFields } from "./feature-fields";
import { OverageFields } from "./overage-fields";
import { planLabels } from "./plan-labels";
import { billableOf, customOf, type PlanMeter } from "./plan-meters";
import { limitNames, type PlanValues, slots } from "./plan-values";
import { RateFields } from "./rate-fields";

type PlanFormProps = {
	defaultValue: Partial<PlanValues>;
	meters: readonly PlanMeter[];
	isNew?: boolean;
	saveLabel?: string;
	children?: ReactNode;
};

/** One form for a new plan and a changed one; the code is chosen once. `children` are hidden inputs. */
export function PlanForm({ defaultValue, meters, isNew, saveLabel, children }: PlanFormProps) {
	const [form, fields] = useActionForm<PlanValues>({ defaultValue });
	const description = fields.description.getFieldset();
	const prices = fields.prices.getFieldset();
	const limits = fields.limits.getFieldset();
	const custom = limits.custom.getFieldset();
	const labels = useMemo(() => planLabels(defaultValue.features?.length ?? 0, meters), [defaultValue, meters]);
	return (
		<ActionForm form={form} labels={labels} className="max-w-3xl">
			{children}
			<Card>
				<CardHeader title={m.admin_plans_what()} />
				<CardBody className="grid gap-4.5">
					<div className="grid gap-4.5 sm:grid-cols-2">
						<TextField field={fields.name} label={labels.name} required maxLength={80} />
						{isNew && (
							<TextField
								field={fields.code}
								label={labels.code}
								help={m.admin_plans_code_help()}
								required
								maxLength={40}
								autoCapitalize="none"
								spellCheck={false}
							/>
						)}
					</div>
					<div className="grid gap-4.5 sm:grid-cols-2">
						<TextareaField field={description.en} label={labels["description.en"]} lang="en" rows={2} required />
						<TextareaField field={description.id} label={labels["description.id"]} lang="id" rows={2} required />
					</div>
					<CheckboxField
						field={fields.highlighted}
						label={labels.highlighted}
						help={m.admin_plans_highlighted_help()}
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_plans_prices()} description={m.admin_plans_prices_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					{slots.map(({ slot, currency }) => (
						<AmountField
							key={slot}
							field={prices[slot]}
							currency={currency}
							label={labels[`prices.${slot}`]}
							empty={m.admin_plans_amount_empty()}
						/>
					))}
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_plans_trial()} description={m.admin_plans_trial_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextField field={fields.trialDays} type="number" label={labels.trialDays} min={0} max={365} required />
					<AmountField field={fields.trialCredit} currency="IDR" label={labels.trialCredit} empty={m.admin_none()} />
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_plans_limits()} description={m.admin_plans_limits_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2 lg:grid-cols-3">
					{limitNames.map((name) => (
						<TextField
							key={name}
							field={limits[name]}
							type="number"
							label={labels[`limits.${name}`]}
							min={0}
							step={name === "storageGb" ? "any" : 1}
							placeholder={m.admin_plans_unlimited()}
						/>
					))}
					{customOf(meters).map(({ code }) => (
						<TextField
							key={code}
							field={custom[code] as FieldMetadata<string>}
							type="number"
							label={labels[`limits.custom.${code}`]}
							min={0}
							step={1}
							placeholder={m.admin_plans_unlimited()}
						/>
					))}
				</CardBody>
			</Card>
			<RateFields field={fields.rateLimits} errors={form.allErrors} />
			<OverageFields field={fields.overage} errors={form.allErrors} meters={billableOf(meters)} />
			<FeatureFields field={fields.features} errors={form.allErrors} />
			<SaveBar form={form} label={saveLabel} />
		</ActionForm>
	);
}
