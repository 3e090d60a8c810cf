import type { FieldMetadata } from "@conform-to/react";
import { useState } from "react";
import { exponentOf, formatMoney } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { Field, type FieldProps } from "../field";
import { toMinor } from "./minor-units";
import { MoneyInput } from "./money-input";

type MoneyFieldProps = Pick<FieldProps, "label" | "help" | "className" | "optional"> & {
	/** Posts a whole number of minor units. */
	field: FieldMetadata<number | undefined>;
	currency: string;
	required?: boolean;
};

/** Takes an amount in major units and posts minor ones; says underneath how it was understood. */
export function MoneyField({ field, currency, label, help, className, optional, required }: MoneyFieldProps) {
	const digits = exponentOf(currency);
	const initial = field.initialValue === undefined ? "" : String(Number(field.initialValue) / 10 ** digits);
	const [typed, setTyped] = useState(initial);
	const minor = toMinor(typed, currency);
	const understood = minor === null ? help : formatMoney({ amount: minor, currency }, getLocale());
	return (
		<Field
			id={field.id}
			label={label}
			help={understood}
			optional={optional}
			errors={field.errors as string[] | undefined}
			className={className}
		>
			{(control) => (
				<>
					<MoneyInput
						{...control}
						currency={currency}
						name={digits === 0 && minor === null ? field.name : undefined}
						required={required}
						value={typed}
						onChange={(event) => setTyped(event.target.value)}
					/>
					{minor !== null && <input type="hidden" name={field.name} value={minor} />}
				</>
			)}
		</Field>
	);
}
