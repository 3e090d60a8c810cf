import type { ComponentProps } from "react";
import { Field } from "~/ui/field";
import { Input } from "~/ui/input";
import { Select } from "~/ui/select";

/** Where a row's input is in the form, and what is wrong with it. */
export type Place = { formId: string; errors: Record<string, unknown> };
type Common = { place: Place; name: string; label: string; help?: string };

const errorsAt = ({ errors }: Place, name: string) => errors[name] as string[] | undefined;

/** An input of a row that conform knows by its name alone. */
export function RowInput({ place, name, label, help, ...input }: Common & Omit<ComponentProps<typeof Input>, "id">) {
	return (
		<Field id={`${place.formId}-${name}`} label={label} help={help} errors={errorsAt(place, name)}>
			{(control) => <Input {...input} {...control} name={name} />}
		</Field>
	);
}

type RowSelectProps = Common &
	Omit<ComponentProps<"select">, "id"> & { options: readonly (readonly [string, string])[] };

export function RowSelect({ place, name, label, help, options, ...select }: RowSelectProps) {
	return (
		<Field id={`${place.formId}-${name}`} label={label} help={help} errors={errorsAt(place, name)}>
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
