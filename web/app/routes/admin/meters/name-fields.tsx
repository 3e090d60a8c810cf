import type { FieldMetadata } from "@conform-to/react";
import { m } from "~/paraglide/messages.js";
import { TextField } from "~/ui/form/text-field";

export const nameLabels = () => ({
	"name.en": m.admin_meters_name_en(),
	"name.id": m.admin_meters_name_id(),
	unit: m.admin_meters_unit(),
});

type NameFieldsProps = { name: FieldMetadata<{ en: string; id: string }>; unit: FieldMetadata<string> };

/** A meter's words: they may change, what is counted may not. */
export function NameFields({ name, unit }: NameFieldsProps) {
	const { en, id } = name.getFieldset();
	const labels = nameLabels();
	return (
		<>
			<TextField field={en} label={labels["name.en"]} lang="en" required maxLength={200} />
			<TextField field={id} label={labels["name.id"]} lang="id" required maxLength={200} />
			<TextField field={unit} label={labels.unit} help={m.admin_meters_unit_help()} required maxLength={40} />
		</>
	);
}
