import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import type { MeterName } from "../usage/meter-words";
import type { OverageValues, TierValues } from "./plan-values";
import { type Place, RowInput, RowSelect } from "./row-input";
import { useRows } from "./use-rows";

const modelOptions = () =>
	[
		["per_unit", m.admin_plan_limits_per_unit()],
		["graduated", m.admin_plan_limits_graduated()],
		["volume", m.admin_plan_limits_volume()],
		["package", m.admin_plan_limits_package()],
	] as const;

const modelHelp: Record<string, () => string> = {
	per_unit: m.admin_plan_limits_per_unit_help,
	graduated: m.admin_plan_limits_graduated_help,
	volume: m.admin_plan_limits_volume_help,
	package: m.admin_plan_limits_package_help,
};

const currencies = ["IDR", "USD"].map((code) => [code, code] as const);

type OverageRowProps = {
	name: string;
	number: number;
	value: Partial<OverageValues>;
	meters: readonly MeterName[];
	place: Place;
	onRemove: (() => void) | undefined;
};

/** The price of one meter in one currency. */
export function OverageRow({ name, number, value, meters, place, onRemove }: OverageRowProps) {
	const [model, setModel] = useState(value.model ?? "per_unit");
	const tiered = model === "graduated" || model === "volume";
	const at = (of: keyof OverageValues) => ({ place, name: `${name}.${of}` });
	const known = meters.map((meter) => [meter.code, meter.name[getLocale()]] as const);
	return (
		<fieldset className="grid gap-4 rounded-lg border border-line px-4 py-4">
			<legend className="sr-only">{m.admin_plan_limits_price_number({ number })}</legend>
			<div className="grid grid-cols-2 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)_minmax(0,1fr)_auto]">
				<div className="max-lg:col-span-2">
					<RowSelect
						{...{ ...at("meter"), label: m.admin_usage_meter(), defaultValue: value.meter }}
						options={[["", m.admin_plan_limits_choose()], ...known]}
					/>
				</div>
				<RowSelect
					{...{ ...at("currency"), label: m.admin_currency(), defaultValue: value.currency, options: currencies }}
				/>
				<div className="max-lg:col-span-2 max-lg:row-start-2">
					<RowSelect
						{...{ ...at("model"), label: m.admin_plan_limits_model(), options: modelOptions() }}
						defaultValue={model}
						help={modelHelp[model]?.()}
						onChange={(event) => setModel(event.target.value)}
					/>
				</div>
				<RowInput
					{...{ ...at("per"), label: m.admin_plan_limits_per(), defaultValue: value.per ?? "1" }}
					{...{ type: "number", min: 1, max: 1_000_000_000 }}
				/>
				{onRemove && (
					<Button
						variant="quiet"
						size="icon-sm"
						className="max-lg:col-span-2 max-lg:justify-self-end lg:mt-7"
						aria-label={m.admin_plan_limits_remove_price({ number })}
						icon={<Trash2 aria-hidden />}
						onClick={onRemove}
					/>
				)}
			</div>
			<Tiers name={`${name}.tiers`} tiers={value.tiers ?? []} tiered={tiered} place={place} />
		</fieldset>
	);
}

type TiersProps = { name: string; tiers: Partial<TierValues>[]; tiered: boolean; place: Place };

/** One price, or one for each tier; the last tier has no end. */
function Tiers({ name, tiers, tiered, place }: TiersProps) {
	const { rows, inBrowser, add, remove } = useRows<TierValues>(tiers.length > 0 ? tiers : [{}]);
	const shown = tiered || !inBrowser ? rows : rows.slice(0, 1);
	return (
		<div className="grid gap-3">
			{shown.map(({ key, value }, index) => {
				const at = (of: keyof TierValues) => ({ place, name: `${name}[${index}].${of}`, defaultValue: value[of] });
				return (
					<div
						key={key}
						className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]"
					>
						{tiered && (
							<RowInput
								{...{ ...at("upTo"), label: m.admin_plan_limits_up_to(), type: "number", min: 1 }}
								placeholder={m.admin_plan_limits_rest()}
							/>
						)}
						<RowInput {...{ ...at("unit"), label: m.admin_plan_limits_unit(), inputMode: "decimal" }} />
						{tiered && <RowInput {...{ ...at("flat"), label: m.admin_plan_limits_flat(), inputMode: "decimal" }} />}
						{tiered && inBrowser && shown.length > 1 && (
							<Button
								variant="quiet"
								size="icon-sm"
								className="mt-7 max-sm:justify-self-end"
								aria-label={m.admin_plan_limits_remove_tier({ number: index + 1 })}
								icon={<Trash2 aria-hidden />}
								onClick={() => remove(key)}
							/>
						)}
					</div>
				);
			})}
			{tiered && inBrowser && (
				<Button size="sm" className="w-fit" icon={<Plus aria-hidden />} onClick={() => add()}>
					{m.admin_plan_limits_add_tier()}
				</Button>
			)}
		</div>
	);
}
