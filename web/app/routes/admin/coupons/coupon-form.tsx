import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { AmountField } from "~/ui/form/amount-field";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { SaveBar } from "~/ui/form/save-bar";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { PlanBoxes } from "./plan-boxes";
import { WorthFields } from "./worth-fields";

export type CouponValues = {
	[Name in "key" | "code" | "name" | "kind" | "value" | "currency" | "startsOn" | "endsOn"]: string;
} & { [Name in "maxRedemptions" | "maxPerTenant" | "minimumAmount"]: string } & {
	[Name in "firstPurchaseOnly" | "stackable" | "autoApply" | "enabled"]: boolean;
} & { planCodes: string[] };

type CouponFormProps = {
	defaultValue: Partial<CouponValues>;
	plans: { code: string; name: string }[];
	/** Of a coupon that is made already; a new one chooses it. */
	currency?: string | null;
	isNew?: boolean;
	/** Hidden inputs. */
	children?: ReactNode;
};

const labelsOf = () => ({
	code: m.admin_coupons_code(),
	name: m.admin_coupons_name(),
	kind: m.admin_coupons_kind(),
	value: m.admin_coupons_value(),
	currency: m.admin_coupons_currency(),
	startsOn: m.admin_coupons_starts(),
	endsOn: m.admin_coupons_ends(),
	maxRedemptions: m.admin_coupons_max(),
	maxPerTenant: m.admin_coupons_per_tenant(),
	minimumAmount: m.admin_coupons_minimum(),
});

/** One form for a new coupon and a changed one; what it is worth is chosen once. */
export function CouponForm({ defaultValue, plans, currency, isNew, children }: CouponFormProps) {
	const [form, fields] = useActionForm<CouponValues>({ defaultValue });
	const labels = labelsOf();
	const chosen = isNew ? fields.currency.value || "IDR" : (currency ?? "IDR");
	return (
		<ActionForm form={form} labels={labels} className="max-w-3xl">
			{children}
			<Card>
				<CardHeader title={m.admin_coupons_worth()} />
				<CardBody className="grid gap-4.5">
					<div className="grid gap-4.5 sm:grid-cols-2">
						{isNew && (
							<TextField
								field={fields.code}
								label={labels.code}
								help={m.admin_coupons_code_help()}
								required
								maxLength={40}
								autoCapitalize="characters"
								spellCheck={false}
								className="[&_input]:uppercase"
							/>
						)}
						<TextField
							field={fields.name}
							label={labels.name}
							help={m.admin_coupons_name_help()}
							required
							maxLength={120}
						/>
					</div>
					{isNew && <WorthFields kind={fields.kind} value={fields.value} currency={fields.currency} />}
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_coupons_rules()} description={m.admin_coupons_rules_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextField field={fields.startsOn} type="date" label={labels.startsOn} help={m.admin_coupons_starts_help()} />
					<TextField field={fields.endsOn} type="date" label={labels.endsOn} help={m.admin_coupons_ends_help()} />
					<TextField
						field={fields.maxRedemptions}
						type="number"
						min={1}
						label={labels.maxRedemptions}
						help={m.admin_coupons_max_help()}
					/>
					<TextField
						field={fields.maxPerTenant}
						type="number"
						min={1}
						label={labels.maxPerTenant}
						help={m.admin_coupons_max_help()}
					/>
					<AmountField
						field={fields.minimumAmount}
						currency={chosen}
						label={labels.minimumAmount}
						empty={m.admin_coupons_minimum_none()}
					/>
					<PlanBoxes plans={plans} chosen={defaultValue.planCodes ?? []} className="sm:col-span-2" />
					<CheckboxField field={fields.firstPurchaseOnly} label={m.admin_coupons_first()} />
					<CheckboxField field={fields.stackable} label={m.admin_coupons_stackable()} />
					<CheckboxField field={fields.autoApply} label={m.admin_coupons_auto()} help={m.admin_coupons_auto_help()} />
					<CheckboxField
						field={fields.enabled}
						label={m.admin_coupons_enabled()}
						help={m.admin_coupons_enabled_help()}
					/>
				</CardBody>
			</Card>
			<SaveBar form={form} label={isNew ? m.admin_coupons_create() : m.admin_coupons_save()} />
		</ActionForm>
	);
}
