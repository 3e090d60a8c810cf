import type { Schema } from "@sewa/sdk";
import { formatMoney, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";

type Coupon = Schema<"Coupon">;

const kinds: Record<Coupon["kind"], { label: () => string; text: () => string }> = {
	percent: { label: m.admin_coupons_kind_percent, text: m.admin_coupons_kind_percent_text },
	fixed: { label: m.admin_coupons_kind_fixed, text: m.admin_coupons_kind_fixed_text },
	trial_extension: { label: m.admin_coupons_kind_trial_extension, text: m.admin_coupons_kind_trial_extension_text },
};

export const kindOptions = () =>
	Object.entries(kinds).map(([value, { label, text }]) => ({ value, label: label(), text: text() }));

/** `20% off`, `IDR 50,000 off`, `14 days longer`. */
export function worthOf({ kind, value, currency }: Pick<Coupon, "kind" | "value" | "currency">): string {
	if (kind === "percent") return m.admin_coupons_value_percent({ count: formatNumber(value, getLocale()) });
	if (kind === "trial_extension") return m.admin_coupons_value_days({ count: value });
	const amount = formatMoney({ amount: value, currency: currency ?? "IDR" }, getLocale());
	return m.admin_coupons_value_fixed({ amount });
}
