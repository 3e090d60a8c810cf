import type { Schema } from "@sewa/sdk";
import { Layers } from "lucide-react";
import { formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { EmptyState } from "~/ui/empty-state";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { formatUse } from "./meter-words";
import { UseBar } from "./use-bar";

type Group = NonNullable<Schema<"Usage">["groups"]>[number];
type UsageGroupsProps = { groups: Group[]; total: number; meter: string; by: string | null };

/** What the use is made of: endpoints, keys, or what events are split by; the largest first. */
export function UsageGroups({ groups, total, meter, by }: UsageGroupsProps) {
	const used = groups.filter((group) => group.total > 0);
	const title = by === "key" ? m.admin_usage_key() : by === "endpoint" ? m.admin_usage_endpoint() : (by ?? "");
	const columns: Column<Group>[] = [
		{
			id: "group",
			header: title,
			cell: ({ group }) =>
				group === null ? m.admin_none() : <span className="font-mono text-note wrap-anywhere">{String(group)}</span>,
		},
		{
			id: "share",
			header: m.admin_usage_share(),
			cell: (row) => (
				<span className="inline-flex items-center gap-2">
					<UseBar fraction={total > 0 ? row.total / total : 0} className="w-24 max-sm:hidden" />
					<span className="tabular">{formatPercent(total > 0 ? row.total / total : 0, getLocale())}</span>
				</span>
			),
		},
		{ id: "total", header: m.admin_total(), cell: (row) => formatUse(meter, row.total), align: "end" },
	];
	return (
		<DataTable
			caption={title}
			rows={used}
			columns={columns}
			rowId={(row) => String(row.group)}
			rowName={(row) => String(row.group ?? m.admin_none())}
			empty={
				<EmptyState icon={Layers} title={m.admin_usage_no_groups()}>
					{m.admin_usage_no_groups_text()}
				</EmptyState>
			}
		/>
	);
}
