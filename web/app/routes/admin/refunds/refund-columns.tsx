import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { wayWord } from "./refund-words";

type Refund = Schema<"Refund">;

export function refundColumns(): Column<Refund>[] {
	return [
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		{
			id: "invoice",
			header: m.admin_refunds_invoice(),
			cell: (row) => <span className="whitespace-nowrap">{row.invoice?.number ?? m.admin_payments_top_up()}</span>,
		},
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="refund" status={row.status} /> },
		{ id: "way", header: m.admin_money_way(), cell: (row) => wayWord(row.way), from: "lg" },
		{
			id: "created",
			header: m.admin_created(),
			cell: (row) => <RelativeTime at={row.createdAt} />,
			sort: "createdAt",
			from: "lg",
		},
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
	];
}
