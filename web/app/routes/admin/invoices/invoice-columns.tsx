import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { DueDate } from "./due-date";

type Invoice = Schema<"SystemInvoiceSummary">;

export function invoiceColumns(show: { tenant: boolean; sortable: boolean }): Column<Invoice>[] {
	const tenant: Column<Invoice> = { id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name };
	return [
		{
			id: "number",
			header: m.admin_invoices_number(),
			cell: (row) => <span className="whitespace-nowrap">{row.number}</span>,
		},
		...(show.tenant ? [tenant] : []),
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="invoice" status={row.status} /> },
		{
			id: "opened",
			header: m.admin_invoices_opened(),
			cell: (row) => <DateTime at={row.openedAt} />,
			from: "lg",
			...(show.sortable && { sort: "openedAt" }),
		},
		{
			id: "due",
			header: m.admin_invoices_due(),
			cell: (row) => <DueDate invoice={row} />,
			...(show.sortable && { sort: "dueAt" }),
		},
		{ id: "total", header: m.admin_total(), cell: (row) => <Money value={row.total} />, align: "end" },
	];
}
