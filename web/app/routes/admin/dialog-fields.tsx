import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Field } from "~/ui/field";
import { toMinor, toTyped } from "~/ui/form/minor-units";
import { MoneyInput } from "~/ui/form/money-input";
import { Input } from "~/ui/input";
import { Select } from "~/ui/select";
import { Textarea } from "~/ui/textarea";

type Common = { name: string; label: ReactNode; help?: ReactNode; optional?: boolean };

/** Why somebody does it; whoever reads it is said underneath. */
export function ReasonBox({ name = "reason", label, help, max = 500 }: Partial<Common> & { max?: number }) {
	const id = useId();
	return (
		<Field id={id} label={label ?? m.admin_reason()} help={help}>
			{(control) => <Textarea {...control} name={name} rows={2} required minLength={3} maxLength={max} />}
		</Field>
	);
}

type AmountBoxProps = Partial<Common> & {
	currency: string;
	/** Minor units that stand in it at first. */
	initial?: number;
	required?: boolean;
	/** Minor units as they are typed; null while it is not an amount. */
	onAmount?: (minor: number | null) => void;
};

/** An amount in major units as it is typed, with the currency it is posted in; says how it was understood. */
export function AmountBox({ name = "amount", currency, initial, onAmount, ...field }: AmountBoxProps) {
	const id = useId();
	const [typed, setTyped] = useState(initial ? toTyped({ amount: initial, currency }) : "");
	const minor = toMinor(typed, currency);
	const understood = minor === null ? field.help : formatMoney({ amount: minor, currency }, getLocale());
	return (
		<Field id={id} label={field.label ?? m.admin_amount()} help={understood} optional={field.optional}>
			{(control) => (
				<>
					<MoneyInput
						{...control}
						name={name}
						currency={currency}
						required={field.required ?? !field.optional}
						value={typed}
						onChange={(event) => {
							setTyped(event.target.value);
							onAmount?.(toMinor(event.target.value, currency));
						}}
					/>
					<input type="hidden" name={`${name}Currency`} value={currency} />
				</>
			)}
		</Field>
	);
}

type TextBoxProps = Common & Omit<ComponentProps<typeof Input>, "name" | "id">;

export function TextBox({ name, label, help, optional, ...input }: TextBoxProps) {
	const id = useId();
	return (
		<Field id={id} label={label} help={help} optional={optional}>
			{(control) => <Input {...input} {...control} name={name} required={!optional} />}
		</Field>
	);
}

type ChoiceBoxProps = Common &
	Omit<ComponentProps<typeof Select>, "name" | "id" | "children"> & { options: readonly Option[] };
type Option = readonly [value: string, label: string];

export function ChoiceBox({ name, label, help, optional, options, ...select }: ChoiceBoxProps) {
	const id = useId();
	return (
		<Field id={id} label={label} help={help} optional={optional}>
			{(control) => (
				<Select {...select} {...control} name={name}>
					{options.map(([value, text]) => (
						<option key={value} value={value}>
							{text}
						</option>
					))}
				</Select>
			)}
		</Field>
	);
}
