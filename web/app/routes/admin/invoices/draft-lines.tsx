import { Plus, Trash2 } from "lucide-react";
import { useId, useState, useSyncExternalStore } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Field } from "~/ui/field";
import { MoneyInput } from "~/ui/form/money-input";
import { Input } from "~/ui/input";

export type DraftLine = { en: string; id: string; quantity: string; unitPrice: string };
type Row = { key: string; value: Partial<DraftLine> };

const noSubscription = () => () => undefined;
const empty: Partial<DraftLine> = { quantity: "1" };

type DraftLinesProps = {
	initial: DraftLine[];
	/** What was typed before the server refused it. */
	typed: unknown;
	errors: Record<string, unknown>;
	currency: string;
};

/** The lines of a draft. Without JavaScript three empty rows stand ready instead of a button. */
export function DraftLines({ initial, typed, errors, currency }: DraftLinesProps) {
	const prefix = useId();
	const known = Array.isArray(typed) && typed.length > 0 ? (typed as Partial<DraftLine>[]) : initial;
	const [rows, setRows] = useState<Row[]>(() =>
		(known.length > 0 ? known : [empty]).map((value, index) => ({ key: `${prefix}${index}`, value: value ?? empty })),
	);
	const [made, setMade] = useState(0);
	const inBrowser = useSyncExternalStore(
		noSubscription,
		() => true,
		() => false,
	);
	const spare: Row[] = ["a", "b"].map((name) => ({ key: `${prefix}${name}`, value: empty }));
	function add() {
		setRows([...rows, { key: `${prefix}new${made}`, value: empty }]);
		setMade(made + 1);
	}
	return (
		<Card>
			<CardHeader
				title={m.admin_invoice_acts_lines()}
				description={m.admin_invoice_acts_lines_text()}
				action={
					inBrowser && (
						<Button size="sm" icon={<Plus aria-hidden />} onClick={add}>
							{m.admin_invoice_acts_add_line()}
						</Button>
					)
				}
			/>
			<CardBody className="grid gap-5">
				{(inBrowser ? rows : [...rows, ...spare]).map(({ key, value }, index) => (
					<LineFields
						key={key}
						index={index}
						value={value}
						errors={errors}
						currency={currency}
						onRemove={rows.length > 1 ? () => setRows(rows.filter((row) => row.key !== key)) : undefined}
					/>
				))}
			</CardBody>
		</Card>
	);
}

type LineFieldsProps = Pick<DraftLinesProps, "errors" | "currency"> & {
	index: number;
	value: Partial<DraftLine>;
	onRemove: (() => void) | undefined;
};

function LineFields({ index, value, errors, currency, onRemove }: LineFieldsProps) {
	const id = useId();
	const name = (part: keyof DraftLine) => `lines[${index}].${part}`;
	const field = (part: keyof DraftLine, label: string) => ({
		id: `${id}${part}`,
		label,
		errors: errorsOf(errors, index, part),
	});
	return (
		<fieldset className="grid gap-3 border-t border-line pt-4 first:border-t-0 first:pt-0 sm:grid-cols-2">
			<legend className="sr-only">{m.admin_invoice_acts_line({ number: index + 1 })}</legend>
			<Field {...field("en", m.admin_invoice_acts_description_en())}>
				{(control) => <Input {...control} name={name("en")} lang="en" defaultValue={value.en} maxLength={200} />}
			</Field>
			<Field {...field("id", m.admin_invoice_acts_description_id())}>
				{(control) => <Input {...control} name={name("id")} lang="id" defaultValue={value.id} maxLength={200} />}
			</Field>
			<Field {...field("quantity", m.admin_invoice_acts_quantity())}>
				{(control) => (
					<Input
						{...control}
						name={name("quantity")}
						type="number"
						min={1}
						max={100_000}
						defaultValue={value.quantity}
					/>
				)}
			</Field>
			<div className="flex items-start gap-2">
				<Field
					{...field("unitPrice", m.admin_invoice_acts_unit_price())}
					help={m.admin_invoice_acts_unit_price_help()}
					className="grow"
				>
					{(control) => (
						<MoneyInput {...control} name={name("unitPrice")} currency={currency} defaultValue={value.unitPrice} />
					)}
				</Field>
				{onRemove && (
					<Button
						variant="quiet"
						size="icon-sm"
						className="mt-7"
						aria-label={m.admin_invoice_acts_remove_line({ number: index + 1 })}
						icon={<Trash2 aria-hidden />}
						onClick={onRemove}
					/>
				)}
			</div>
		</fieldset>
	);
}

/** The API knows `lines[0].description.en` and `lines[0].unitPrice.amount`; the form has flatter names. */
function errorsOf(errors: Record<string, unknown>, index: number, part: keyof DraftLine): string[] | undefined {
	const line = `lines[${index}]`;
	const names = [`${line}.${part}`, `${line}.description.${part}`, `${line}.${part}.amount`];
	const found = names.flatMap((name) => (errors[name] as string[] | undefined) ?? []);
	return found.length > 0 ? found : undefined;
}
