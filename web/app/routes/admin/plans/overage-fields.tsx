import type { FieldMetadata } from "@conform-to/react";
import { Plus } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import type { MeterName } from "../usage/meter-words";
import { OverageRow } from "./overage-row";
import type { OverageValues } from "./plan-values";
import { useRows } from "./use-rows";

type OverageFieldsProps = {
	field: FieldMetadata<OverageValues[]>;
	errors: Record<string, unknown>;
	/** Whose use can be billed: it is counted over time. */
	meters: readonly MeterName[];
};

const fresh: OverageValues = { meter: "", currency: "IDR", model: "per_unit", per: "1000", tiers: [] };

/** What use beyond the limits costs; a limit without a price is hard. */
export function OverageFields({ field, errors, meters }: OverageFieldsProps) {
	const initial = Array.isArray(field.initialValue) ? (field.initialValue as OverageValues[]) : [];
	const { rows, inBrowser, add, remove } = useRows<OverageValues>(initial);
	return (
		<Card>
			<CardHeader
				title={m.admin_plan_limits_overage()}
				description={m.admin_plan_limits_overage_text()}
				action={
					inBrowser && (
						<Button size="sm" icon={<Plus aria-hidden />} onClick={() => add(fresh)}>
							{m.admin_plan_limits_add_price()}
						</Button>
					)
				}
			/>
			<CardBody className="grid gap-5">
				{rows.length === 0 && <p className="text-ink-muted">{m.admin_plan_limits_no_overage()}</p>}
				{rows.map(({ key, value }, index) => (
					<OverageRow
						key={key}
						name={`${field.name}[${index}]`}
						number={index + 1}
						value={value}
						meters={meters}
						place={{ formId: field.formId, errors }}
						onRemove={inBrowser ? () => remove(key) : undefined}
					/>
				))}
			</CardBody>
		</Card>
	);
}
