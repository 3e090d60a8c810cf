import type { Schema } from "@sewa/sdk";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";

type Approval = Schema<"Approval">;

const kinds: Record<Approval["kind"], () => string> = {
	payment: m.admin_approvals_kind_payment,
	refund: m.admin_approvals_kind_refund,
	wallet_adjustment: m.admin_approvals_kind_wallet_adjustment,
	plan_change_discount: m.admin_approvals_kind_plan_change_discount,
};
export const kindWord = (kind: Approval["kind"]): string => kinds[kind]();
export const kindOptions = () => Object.entries(kinds).map(([value, label]) => [value, label()] as const);

/** Where one looks at what it is about. */
export function subjectLink({ kind, subjectId, tenant }: Approval): { to: string; label: string } {
	if (kind === "wallet_adjustment")
		return { to: `/admin/tenants/${tenant.id}/wallet`, label: m.admin_approvals_subject_wallet() };
	if (kind === "plan_change_discount")
		return subjectId.startsWith("ten_")
			? { to: `/admin/tenants/${tenant.id}`, label: tenant.name }
			: { to: `/admin/command-center/${subjectId}`, label: m.admin_approvals_subject_change() };
	return { to: `/admin/payments/${subjectId}`, label: m.admin_approvals_subject_payment() };
}

const fields: Record<string, () => string> = {
	amount: m.admin_approvals_field_amount,
	direction: m.admin_approvals_field_direction,
	way: m.admin_approvals_field_way,
	reference: m.admin_approvals_field_reference,
	notes: m.admin_approvals_field_notes,
	discount: m.admin_approvals_field_discount,
	bonusDays: m.admin_approvals_field_bonus_days,
	coupons: m.admin_approvals_field_coupons,
	plan: m.admin_approvals_field_plan,
	interval: m.admin_approvals_field_interval,
	method: m.admin_approvals_field_method,
	paidAt: m.admin_approvals_field_paid_at,
};
const values: Record<string, () => string> = {
	credit: m.admin_approvals_direction_credit,
	debit: m.admin_approvals_direction_debit,
	provider: m.admin_money_way_provider,
	manual: m.admin_money_way_manual,
	wallet: m.admin_money_way_wallet,
	month: m.admin_monthly,
	year: m.admin_yearly,
};

/** What the first person entered, in words; ids and the reason, which stand elsewhere, are left out. */
export function inputFacts({ input, amount }: Approval): { label: string; value: string }[] {
	if (typeof input !== "object" || input === null) return [];
	return Object.entries(input).flatMap(([name, value]) => {
		const label = fields[name]?.();
		const text = label && valueText(name, value, amount.currency);
		return label && text ? [{ label, value: text }] : [];
	});
}

function valueText(name: string, value: unknown, currency: string): string {
	if (name === "discount" && typeof value === "number")
		return value ? formatMoney({ amount: value, currency }, getLocale()) : "";
	if (Array.isArray(value)) return value.join(", ");
	if (typeof value === "object" && value !== null && "amount" in value)
		return formatMoney(value as Schema<"Money">, getLocale());
	const text = value === null || value === undefined || value === 0 ? "" : String(value);
	return values[text]?.() ?? text;
}
