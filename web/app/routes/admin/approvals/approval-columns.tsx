import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { kindWord } from "./approval-words";

export function approvalColumns(): Column<Schema<"Approval">>[] {
	return [
		{ id: "kind", header: m.admin_approvals_kind(), cell: (row) => kindWord(row.kind) },
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="approval" status={row.status} /> },
		{ id: "by", header: m.admin_approvals_asked_by(), cell: (row) => row.requestedBy.name },
		{
			id: "at",
			header: m.admin_approvals_asked_at(),
			cell: (row) => <RelativeTime at={row.requestedAt} />,
			sort: "createdAt",
			from: "lg",
		},
		{
			id: "reason",
			header: m.admin_reason(),
			cell: (row) => <span className="line-clamp-2 max-w-72">{row.reason ?? "–"}</span>,
			from: "xl",
		},
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
	];
}
