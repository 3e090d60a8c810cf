import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { AmountField } from "~/ui/form/amount-field";
import { SaveBar } from "~/ui/form/save-bar";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { TextLink } from "../text-link";

type Name = "key" | "tenantId" | "plan" | "interval" | "currency" | "coupon" | "discount" | "discountReason" | "note";
type Values = Record<Name, string> & {
	bonusDays: number;
};
type NewChangeFormProps = {
	tenant: Schema<"SystemTenantDetail">;
	plans: { code: string; name: string }[];
	idempotencyKey: string;
};

/** Which plan, and what is added to its quote. */
export function NewChangeForm({ tenant, plans, idempotencyKey }: NewChangeFormProps) {
	const currency = tenant.subscription?.currency ?? "IDR";
	const [form, fields] = useActionForm<Values>({
		defaultValue: {
			...{ key: idempotencyKey, tenantId: tenant.id, currency },
			...{ interval: tenant.subscription?.interval ?? "month", bonusDays: 0 },
		},
	});
	const labels = {
		plan: m.admin_command_plan(),
		interval: m.admin_command_interval(),
		coupon: m.admin_command_coupon(),
		discount: m.admin_command_discount(),
		discountReason: m.admin_command_discount_reason(),
		bonusDays: m.admin_command_bonus_days(),
		note: m.admin_command_note(),
	};
	return (
		<ActionForm form={form} labels={labels} className="max-w-2xl">
			<input type="hidden" name="key" value={idempotencyKey} />
			<input type="hidden" name="tenantId" value={tenant.id} />
			<input type="hidden" name="currency" value={currency} />
			<Card>
				<CardHeader title={tenant.name} action={<TextLink to="?">{m.admin_money_pick_tenant_other()}</TextLink>} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<SelectField
						field={fields.plan}
						label={labels.plan}
						placeholder={m.admin_command_plan_choose()}
						required
						options={plans.map(({ code, name }) => [code, name] as const)}
					/>
					<SelectField
						field={fields.interval}
						label={labels.interval}
						options={[
							["month", m.admin_monthly()],
							["year", m.admin_yearly()],
						]}
					/>
					<TextField field={fields.coupon} label={labels.coupon} optional spellCheck={false} />
					<TextField
						field={fields.bonusDays}
						type="number"
						label={labels.bonusDays}
						help={m.admin_command_bonus_days_help()}
						min={0}
						max={365}
					/>
					<AmountField
						field={fields.discount}
						currency={currency}
						label={labels.discount}
						empty={m.admin_command_discount_help()}
						optional
					/>
					<TextField
						field={fields.discountReason}
						label={labels.discountReason}
						help={m.admin_command_discount_reason_help()}
						optional
					/>
					<TextareaField
						field={fields.note}
						label={labels.note}
						help={m.admin_command_notes_text()}
						optional
						rows={2}
						className="sm:col-span-2"
					/>
				</CardBody>
			</Card>
			<SaveBar form={form} label={m.admin_command_create()} />
		</ActionForm>
	);
}
