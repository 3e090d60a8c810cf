import type { Schema } from "@sewa/sdk";
import { ReceiptText } from "lucide-react";
import { useSearchParams } from "react-router";
import { InvoiceQuery } from "#worker/modules/billing/invoices/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Money } from "~/ui/money";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { statusOptions } from "~/ui/status-words";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import type { Route } from "./+types/invoices";

export const handle = { crumb: () => m.nav_invoices() } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_invoices()} · Sewa` }];

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, InvoiceQuery);
	return required(context.get(api).GET("/api/v1/invoices", { params: { query } }));
}

function invoiceColumns(): Column<Schema<"InvoiceSummary">>[] {
	return [
		{ id: "number", header: m.bill_number(), cell: (row) => row.number },
		{ id: "status", header: m.bill_status(), cell: (row) => <StatusBadge of="invoice" status={row.status} /> },
		{ id: "opened", header: m.bill_opened(), cell: (row) => <DateTime at={row.openedAt} />, sort: "openedAt" },
		{ id: "due", header: m.bill_due(), cell: (row) => <DateTime at={row.dueAt} /> },
		{ id: "paid", header: m.bill_paid_at(), cell: (row) => <DateTime at={row.paidAt} />, from: "lg" },
		{ id: "tax", header: m.bill_tax_short(), cell: (row) => <Money value={row.tax} />, align: "end", from: "lg" },
		{ id: "total", header: m.bill_total(), cell: (row) => <Money value={row.total} />, align: "end" },
	];
}

export default function Invoices({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const filtered = useSearchParams()[0].has("status");
	return (
		<>
			<PageHeader title={m.nav_invoices()} description={m.bill_lead()} />
			<Toolbar filters={["status"]}>
				<FilterChip name="status" label={m.bill_status()} options={statusOptions("invoice")} />
			</Toolbar>
			<DataTable
				caption={m.nav_invoices()}
				rows={items}
				columns={invoiceColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.number}
				rowHref={(row) => `/app/invoices/${row.id}`}
				empty={
					<EmptyState icon={ReceiptText} title={filtered ? m.bill_none_filtered() : m.bill_none()}>
						{filtered ? m.bill_none_filtered_text() : m.bill_none_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
