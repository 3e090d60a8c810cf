import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { useState } from "react";
import { formatMoney } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";
import { Field } from "~/ui/field";
import { toMinor } from "~/ui/form/minor-units";
import { Input } from "~/ui/input";

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
				<span className="relative block">
					<span
						aria-hidden
						className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink-faint"
					>
						{currency}
					</span>
					<Input
						key={key}
						{...props}
						{...control}
						inputMode={currency === "IDR" ? "numeric" : "decimal"}
						autoComplete="off"
						className="tabular pl-13 text-right"
						onChange={(event) => setTyped(event.target.value)}
					/>
				</span>
			)}
		</Field>
	);
}
