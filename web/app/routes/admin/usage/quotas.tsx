import type { Schema } from "@sewa/sdk";
import { Gauge, RotateCcw, SlidersHorizontal, Undo2 } from "lucide-react";
import { useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import { EmptyState } from "~/ui/empty-state";
import { DateTime } from "~/ui/relative-time";
import type { Column, RowAction } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Section } from "../section";
import { formatLimit, formatUse, type MeterName, meterName } from "./meter-words";
import { ClearQuotaDialog, ResetQuotaDialog, SetQuotaDialog } from "./quota-dialogs";
import { toneOf, UseBar } from "./use-bar";

export type Quota = Schema<"Quota">;
type Act = "set" | "clear" | "reset";
type QuotasProps = { quotas: Quota[]; plan: string; meters: readonly MeterName[]; mayWrite: boolean };

/** What the tenant may use in this period and has used; staff sets it apart from the plan here. */
export function Quotas({ quotas, plan, meters, mayWrite }: QuotasProps) {
	const [chosen, setChosen] = useState<{ act: Act; quota: Quota } | null>(null);
	const nameOf = (quota: Quota) => meterName(meters, quota.meter);
	const dialog = chosen && {
		...{ quota: chosen.quota, name: nameOf(chosen.quota), plan },
		...{ open: true, onOpenChange: (open: boolean) => !open && setChosen(null) },
	};
	return (
		<Section title={m.admin_usage_quotas()}>
			<DataTable
				caption={m.admin_usage_quotas()}
				rows={quotas}
				columns={columnsOf(nameOf, plan)}
				rowId={(row) => row.meter}
				rowName={nameOf}
				rowActions={mayWrite ? (row) => actionsOf(row, (act) => setChosen({ act, quota: row })) : undefined}
				empty={
					<EmptyState icon={Gauge} title={m.admin_usage_no_quotas()}>
						{m.admin_usage_no_quotas_text()}
					</EmptyState>
				}
			/>
			{dialog && chosen.act === "set" && <SetQuotaDialog {...dialog} />}
			{dialog && chosen.act === "clear" && <ClearQuotaDialog {...dialog} />}
			{dialog && chosen.act === "reset" && <ResetQuotaDialog {...dialog} />}
		</Section>
	);
}

/** Only what admission counts can be counted from zero again. */
const resettable = ["api_calls", "inferences"];

function actionsOf({ meter, override, used }: Quota, choose: (act: Act) => void): RowAction[] {
	const set = {
		label: m.admin_usage_set(),
		icon: <SlidersHorizontal aria-hidden />,
		onSelect: () => choose("set"),
	};
	const clear = { label: m.admin_usage_clear(), icon: <Undo2 aria-hidden />, onSelect: () => choose("clear") };
	const reset = {
		...{ label: m.admin_usage_reset(), icon: <RotateCcw aria-hidden />, danger: true },
		onSelect: () => choose("reset"),
	};
	return [set, ...(override ? [clear] : []), ...(resettable.includes(meter) && used > 0 ? [reset] : [])];
}

function columnsOf(nameOf: (quota: Quota) => string, plan: string): Column<Quota>[] {
	return [
		{ id: "meter", header: m.admin_usage_meter(), cell: (row) => <span className="font-medium">{nameOf(row)}</span> },
		{ id: "used", header: m.admin_usage_used(), cell: (row) => <Used quota={row} /> },
		{
			id: "limit",
			header: m.admin_usage_limit(),
			cell: ({ meter, limit }) => <span className="tabular">{formatLimit(meter, limit)}</span>,
			align: "end",
		},
		{ id: "kind", header: m.admin_usage_beyond(), cell: (row) => <Beyond quota={row} /> },
		{
			id: "from",
			header: m.admin_usage_set_by(),
			cell: ({ override }) =>
				override ? (
					<Badge tone="info">{m.admin_usage_override()}</Badge>
				) : (
					<span className="text-ink-muted">{plan}</span>
				),
		},
		{
			id: "resets",
			header: m.admin_usage_resets(),
			cell: ({ resetsAt }) =>
				resetsAt ? <DateTime at={resetsAt} /> : <span className="text-ink-muted">{m.admin_usage_never()}</span>,
			from: "lg",
		},
	];
}

function Used({ quota: { meter, used, limit } }: { quota: Quota }) {
	return (
		<span className="inline-flex items-center gap-2.5">
			{limit !== null && (
				<UseBar fraction={limit === 0 ? 1 : used / limit} tone={toneOf(used, limit)} className="w-20 max-sm:hidden" />
			)}
			<span className="tabular">{formatUse(meter, used)}</span>
		</span>
	);
}

function Beyond({ quota: { limit, hard } }: { quota: Quota }) {
	if (limit === null) return <span className="text-ink-faint">–</span>;
	return hard ? m.admin_usage_hard() : m.admin_usage_soft();
}
