import { type FieldMetadata, getInputProps } from "@conform-to/react";
import type { ReactNode } from "react";
import { useState } from "react";
import { formatMoney } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { Field } from "../field";
import { toMinor } from "./minor-units";
import { MoneyInput } from "./money-input";

export type AmountFieldProps = {
	field: FieldMetadata<string | undefined>;
	currency: string;
	label: ReactNode;
	/** What leaving it empty means. */
	empty: ReactNode;
	optional?: boolean;
	className?: string;
};

/** An amount in major units, posted as typed and read by the server, so that it works without JavaScript. */
export function AmountField({ field, currency, label, empty, optional, className }: AmountFieldProps) {
	const { key, ...props } = getInputProps(field as FieldMetadata<string>, { type: "text", ariaAttributes: false });
	const [typed, setTyped] = useState(String(props.defaultValue ?? ""));
	const minor = toMinor(typed, currency);
	const understood = minor === null ? empty : formatMoney({ amount: minor, currency }, getLocale());
	return (
		<Field
			id={field.id}
			label={label}
			help={understood}
			errors={field.errors as string[] | undefined}
			className={className}
			optional={optional}
		>
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
