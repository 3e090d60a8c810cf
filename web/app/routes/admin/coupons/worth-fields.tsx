import type { FieldMetadata } from "@conform-to/react";
import { m } from "~/paraglide/messages.js";
import { FieldError } from "~/ui/field";
import { AmountField } from "~/ui/form/amount-field";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";
import { kindOptions } from "./coupon-words";

type Text = FieldMetadata<string | undefined>;

/** The kinds with what they do, and the value in the unit of the chosen one. */
export function WorthFields({ kind, value, currency }: { kind: Text; value: Text; currency: Text }) {
	const chosen = kind.value ?? "percent";
	return (
		<>
			<fieldset className="grid gap-2" aria-describedby={`${kind.id}-error`}>
				<legend className="mb-1.5 font-medium">{m.admin_coupons_kind()}</legend>
				<div className="grid gap-2 sm:grid-cols-3">
					{kindOptions().map((option) => (
						<label
							key={option.value}
							className="flex gap-2.5 rounded-md border border-line bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft"
						>
							<input
								type="radio"
								name={kind.name}
								value={option.value}
								defaultChecked={option.value === chosen}
								className="mt-1 size-4 shrink-0 accent-accent"
							/>
							<span className="grid gap-0.5">
								<span className="font-medium">{option.label}</span>
								<span className="text-note text-ink-muted">{option.text}</span>
							</span>
						</label>
					))}
				</div>
				<FieldError id={`${kind.id}-error`} errors={kind.errors as string[] | undefined} />
			</fieldset>
			<div className="grid gap-4.5 sm:grid-cols-2">
				{chosen === "fixed" ? (
					<AmountField
						field={value}
						currency={currency.value || "IDR"}
						label={m.admin_coupons_value()}
						empty={m.admin_coupons_kind_fixed_text()}
					/>
				) : (
					<TextField
						field={value}
						inputMode="numeric"
						label={m.admin_coupons_value()}
						help={m.admin_coupons_value_help()}
						required
					/>
				)}
				<SelectField
					field={currency}
					label={m.admin_coupons_currency()}
					help={m.admin_coupons_currency_help()}
					options={[
						["", m.admin_coupons_currency_none()],
						["IDR", "IDR"],
						["USD", "USD"],
					]}
				/>
			</div>
		</>
	);
}
