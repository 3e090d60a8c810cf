import type { FieldMetadata } from "@conform-to/react";
import { Plus, Trash2 } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import type { RateValues } from "./plan-values";
import { RowInput } from "./row-input";
import { useRows } from "./use-rows";

const MOST = 5;

type RateFieldsProps = { field: FieldMetadata<RateValues[]>; errors: Record<string, unknown> };

/** How fast the plan's tenants may call; without a row, as fast as the installation lets everybody. */
export function RateFields({ field, errors }: RateFieldsProps) {
	const initial = Array.isArray(field.initialValue) ? (field.initialValue as RateValues[]) : [];
	const { rows, inBrowser, add, remove } = useRows<RateValues>(initial);
	const place = { formId: field.formId, errors };
	return (
		<Card>
			<CardHeader
				title={m.admin_usage_rates()}
				description={m.admin_plan_limits_rates_text()}
				action={
					inBrowser &&
					rows.length < MOST && (
						<Button size="sm" icon={<Plus aria-hidden />} onClick={() => add()}>
							{m.admin_plan_limits_add_rate()}
						</Button>
					)
				}
			/>
			<CardBody className="grid gap-4">
				{rows.length === 0 && <p className="text-ink-muted">{m.admin_plan_limits_no_rates()}</p>}
				{rows.map(({ key, value }, index) => {
					const name = (of: keyof RateValues) => `${field.name}[${index}].${of}`;
					return (
						<div
							key={key}
							className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]"
						>
							<div className="max-sm:col-span-3">
								<RowInput
									{...{ place, name: name("name"), label: m.admin_plan_limits_policy() }}
									{...{ defaultValue: value.name, maxLength: 30, autoCapitalize: "none", spellCheck: false }}
								/>
							</div>
							<RowInput
								{...{ place, name: name("requests"), label: m.admin_usage_requests() }}
								{...{ type: "number", min: 1, max: 10_000_000, defaultValue: value.requests }}
							/>
							<RowInput
								{...{ place, name: name("windowSeconds"), label: m.admin_plan_limits_seconds() }}
								{...{ type: "number", min: 1, max: 86_400, defaultValue: value.windowSeconds }}
							/>
							{inBrowser && (
								<Button
									variant="quiet"
									size="icon-sm"
									className="mt-7"
									aria-label={m.admin_plan_limits_remove_rate({ number: index + 1 })}
									icon={<Trash2 aria-hidden />}
									onClick={() => remove(key)}
								/>
							)}
						</div>
					);
				})}
			</CardBody>
		</Card>
	);
}
