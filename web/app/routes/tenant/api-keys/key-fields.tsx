import type { FieldMetadata } from "@conform-to/react";
import { FlaskConical, Zap } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { FieldError } from "~/ui/field";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { RadioCard } from "./radio-card";
import { ScopeField } from "./scope-field";
import type { ScopeRow } from "./scope-words";

type Text = FieldMetadata<string | undefined>;
export type KeyValues = {
	name: string;
	environment: string;
	access: string;
	scopes: string[];
	expires: string;
	expiresOn: string;
	ips: string;
};
type KeyFieldsProps = {
	fields: {
		name: Text;
		environment: Text;
		access: Text;
		scopes: FieldMetadata<string[] | undefined>;
		expires: Text;
		expiresOn: Text;
		ips: Text;
	};
	rows: ScopeRow[];
	/** For a key that is there: its environment is settled, and its end may stay as it is. */
	ends?: string;
	/** The first day that can be chosen. */
	tomorrow: string;
};

export const keyLabels = () => ({
	name: m.keys_name(),
	scopes: m.keys_scopes(),
	expires: m.keys_expires(),
	expiresOn: m.keys_expires_on(),
	ips: m.keys_ips(),
});

/** All that a key is made of, in one column. */
export function KeyFields({ fields, rows, ends, tomorrow }: KeyFieldsProps) {
	const expiries: [string, string][] = [
		...(ends === undefined ? [] : ([["keep", ends]] as [string, string][])),
		["never", m.keys_never_expires()],
		["30", m.keys_in_days({ count: 30 })],
		["90", m.keys_in_days({ count: 90 })],
		["365", m.keys_in_year()],
		["date", m.keys_on_day()],
	];
	return (
		<div className="grid gap-5">
			<Card>
				<CardBody className="grid gap-5">
					<TextField
						field={fields.name}
						label={m.keys_name()}
						help={m.keys_name_help()}
						maxLength={80}
						autoComplete="off"
						required
						className="max-w-lg"
					/>
					{ends === undefined && <EnvironmentChoice field={fields.environment} />}
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.keys_scopes()} description={m.keys_scopes_text()} />
				<CardBody>
					<ScopeField access={fields.access} scopes={fields.scopes} rows={rows} />
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.keys_limits()} description={m.keys_limits_text()} />
				<CardBody className="grid gap-5">
					<div className="group/expiry grid gap-4 sm:grid-cols-2">
						<SelectField
							field={fields.expires}
							label={m.keys_expires()}
							help={m.keys_expires_help()}
							options={expiries}
						/>
						<TextField
							field={fields.expiresOn}
							type="date"
							min={tomorrow}
							label={m.keys_expires_on()}
							help={m.keys_expires_on_help()}
							className="hidden group-has-[option[value=date]:checked]/expiry:grid"
						/>
					</div>
					<TextareaField
						field={fields.ips}
						label={m.keys_ips()}
						help={m.keys_ips_help()}
						optional
						rows={3}
						spellCheck={false}
						autoComplete="off"
						placeholder={"203.0.113.7\n203.0.113.0/24"}
						className="max-w-lg [&_textarea]:font-mono"
					/>
				</CardBody>
			</Card>
		</div>
	);
}

function EnvironmentChoice({ field }: { field: Text }) {
	const kinds = [
		["live", m.keys_live(), m.keys_live_text(), <Zap key="icon" aria-hidden />],
		["test", m.keys_test(), m.keys_test_text(), <FlaskConical key="icon" aria-hidden />],
	] as const;
	return (
		<fieldset className="grid gap-2.5 sm:grid-cols-2">
			<legend className="mb-1.5 font-medium">{m.keys_environment()}</legend>
			{kinds.map(([value, label, text, icon]) => (
				<RadioCard key={value} field={field} value={value} label={label} text={text} icon={icon} />
			))}
			<FieldError id={`${field.id}-error`} errors={field.errors as string[] | undefined} />
		</fieldset>
	);
}
