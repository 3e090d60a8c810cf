import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { intervalWord, kindWord, wayOf } from "./change-words";

export function changeColumns(): Column<Schema<"SystemPlanChange">>[] {
	return [
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		{
			id: "change",
			header: m.admin_command_change(),
			cell: (row) => (
				<>
					<span className="whitespace-nowrap">{wayOf(row)}</span>
					<span className="block text-note text-ink-muted">
						{kindWord(row.kind)} · {intervalWord(row.interval)}
					</span>
				</>
			),
		},
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="plan_change" status={row.status} /> },
		{
			id: "created",
			header: m.admin_created(),
			cell: (row) => <RelativeTime at={row.createdAt} />,
			sort: "createdAt",
			from: "lg",
		},
		{ id: "total", header: m.admin_total(), cell: (row) => <Money value={row.total} />, align: "end" },
	];
}
