import { Plus, ReceiptText } from "lucide-react";
import { useSearchParams } from "react-router";
import { SystemInvoiceQuery } from "#worker/modules/billing/invoices/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { ButtonLink } from "~/ui/button";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { statusOptions } from "~/ui/status-words";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import { useMay } from "../permissions";
import { ScopeChip } from "../scope-chip";
import { SwitchChip } from "../switch-chip";
import type { Route } from "./+types/invoice-list";
import { invoiceColumns } from "./invoice-columns";

export const handle = { crumb: () => m.nav_invoices() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_invoices()} · Sewa` }];

const filters = ["status", "overdue", "tenantId"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const { overdue, ...asked } = readQuery(request, SystemInvoiceQuery);
	const query = { ...asked, ...(overdue && { overdue: "true" }) };
	return required(context.get(api).GET("/api/v1/admin/invoices", { params: { query } }));
}

export default function InvoiceList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	return (
		<>
			<PageHeader
				title={m.nav_invoices()}
				description={m.admin_invoices_lead()}
				action={
					useMay("system.invoice.write") && (
						<ButtonLink to="/admin/invoices/new" variant="primary" icon={<Plus aria-hidden />}>
							{m.admin_invoice_acts_new()}
						</ButtonLink>
					)
				}
			/>
			<Toolbar search={m.admin_invoices_search()} filters={filters}>
				<FilterChip name="status" label={m.admin_status()} options={statusOptions("invoice")} />
				<SwitchChip name="overdue" label={m.admin_invoices_only_overdue()} />
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={items[0]?.tenant.name} />
			</Toolbar>
			<DataTable
				caption={m.nav_invoices()}
				rows={items}
				columns={invoiceColumns({ tenant: !params.has("tenantId"), sortable: true })}
				rowId={(row) => row.id}
				rowName={(row) => row.number}
				rowHref={(row) => `/admin/invoices/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={ReceiptText} title={m.admin_invoices_none()}>
						{m.admin_invoices_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
