import type { FieldMetadata } from "@conform-to/react";
import { CircleAlert, Plus, Trash2 } from "lucide-react";
import { useId, useState, useSyncExternalStore } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Input } from "~/ui/input";

type Feature = { en: string; id: string };
type Row = { key: string; value: Partial<Feature> };

const spare: Row[] = [
	{ key: "spare-1", value: {} },
	{ key: "spare-2", value: {} },
];
const noSubscription = () => () => undefined;

type FeatureFieldsProps = { field: FieldMetadata<Feature[]>; errors: Record<string, unknown> };

/** What the plan promises, in both languages. Without JavaScript two empty rows stand ready instead of a button. */
export function FeatureFields({ field, errors }: FeatureFieldsProps) {
	const prefix = useId();
	const initial = Array.isArray(field.initialValue) ? field.initialValue : [];
	const [rows, setRows] = useState<Row[]>(() =>
		initial.map((value, index) => ({ key: `${prefix}${index}`, value: value ?? {} })),
	);
	const [made, setMade] = useState(0);
	const inBrowser = useSyncExternalStore(
		noSubscription,
		() => true,
		() => false,
	);
	const shown = inBrowser ? rows : [...rows, ...spare];
	function add() {
		setRows([...rows, { key: `${prefix}new${made}`, value: {} }]);
		setMade(made + 1);
	}
	return (
		<Card>
			<CardHeader
				title={m.admin_plans_features()}
				description={m.admin_plans_features_text()}
				action={
					inBrowser && (
						<Button size="sm" icon={<Plus aria-hidden />} onClick={add}>
							{m.admin_plans_add_feature()}
						</Button>
					)
				}
			/>
			<CardBody className="grid gap-3">
				{shown.length === 0 && <p className="text-ink-muted">{m.admin_plans_no_features()}</p>}
				{shown.map(({ key, value }, index) => (
					<div
						key={key}
						className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
					>
						{(["en", "id"] as const).map((language) => (
							<FeatureInput
								key={language}
								name={`${field.name}[${index}].${language}`}
								id={`${field.formId}-${field.name}[${index}].${language}`}
								language={language}
								number={index + 1}
								defaultValue={value[language]}
								errors={errors[`${field.name}[${index}].${language}`] as string[] | undefined}
							/>
						))}
						{inBrowser && (
							<Button
								variant="quiet"
								size="icon-sm"
								className="max-sm:col-start-2 max-sm:row-start-1"
								aria-label={m.admin_plans_remove_feature({ number: index + 1 })}
								icon={<Trash2 aria-hidden />}
								onClick={() => setRows(rows.filter((row) => row.key !== key))}
							/>
						)}
					</div>
				))}
			</CardBody>
		</Card>
	);
}

type FeatureInputProps = {
	name: string;
	id: string;
	language: "en" | "id";
	number: number;
	defaultValue: string | undefined;
	errors: string[] | undefined;
};

function FeatureInput({ name, id, language, number, defaultValue, errors }: FeatureInputProps) {
	const words = language === "en" ? m.admin_english() : m.admin_indonesian();
	return (
		<span className="grid min-w-0 gap-1 max-sm:col-start-1">
			<Input
				name={name}
				id={id}
				lang={language}
				defaultValue={defaultValue}
				placeholder={words}
				aria-label={`${m.admin_plans_feature({ number })} (${words})`}
				aria-invalid={Boolean(errors?.length) || undefined}
				aria-describedby={errors?.length ? `${id}-error` : undefined}
				maxLength={200}
			/>
			{errors?.length ? (
				<span id={`${id}-error`} className="flex items-center gap-1.5 text-note text-bad">
					<CircleAlert aria-hidden className="size-[1.1em] shrink-0" />
					{errors.join(" ")}
				</span>
			) : null}
		</span>
	);
}
