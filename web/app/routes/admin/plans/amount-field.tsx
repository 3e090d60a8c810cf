import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { useState } from "react";
import { formatMoney } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { Field } from "~/ui/field";
import { toMinor } from "~/ui/form/minor-units";
import { MoneyInput } from "~/ui/form/money-input";

type AmountFieldProps = {
	field: FieldMetadata<string | undefined>;
	currency: string;
	label: string;
	/** What leaving it empty means. */
	empty: string;
};

/** An amount in major units, posted as typed and read by the server, so that it works without JavaScript. */
export function AmountField({ field, currency, label, empty }: AmountFieldProps) {
	const { key, ...props } = getInputProps(field as FieldMetadata<string>, { type: "text", ariaAttributes: false });
	const [typed, setTyped] = useState(String(props.defaultValue ?? ""));
	const minor = toMinor(typed, currency);
	const understood = minor === null ? empty : formatMoney({ amount: minor, currency }, getLocale());
	return (
		<Field id={field.id} label={label} help={understood} errors={field.errors as string[] | undefined}>
			{(control) => (
				<MoneyInput
					key={key}
					{...props}
					{...control}
					currency={currency}
					onChange={(event) => setTyped(event.target.value)}
				/>
			)}
		</Field>
	);
}
