import { Undo2 } from "lucide-react";
import { useSearchParams } from "react-router";
import { RefundQuery } from "#worker/modules/billing/refunds/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { Segmented } from "~/ui/segmented";
import { statusOptions } from "~/ui/status-words";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { withParams } from "~/url";
import { ListEmpty } from "../list-empty";
import { ScopeChip } from "../scope-chip";
import type { Route } from "./+types/refund-list";
import { refundColumns } from "./refund-columns";
import { wayOptions } from "./refund-words";

export const handle = { crumb: () => m.nav_refunds() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_refunds()} · Sewa` }];

const filters = ["status", "way", "tenantId", "paymentId"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, RefundQuery);
	return required(context.get(api).GET("/api/v1/admin/refunds", { params: { query } }));
}

export default function RefundList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const byHand = params.get("status") === "pending" && params.get("way") === "manual";
	const to = (status: string | null, way: string | null) => withParams(params, { status, way });
	return (
		<>
			<PageHeader title={m.nav_refunds()} description={m.admin_refunds_lead()} />
			<Toolbar filters={filters}>
				<Segmented
					label={m.nav_refunds()}
					segments={[
						{ label: m.admin_inbox_all(), to: to(null, null), current: !byHand },
						{ label: m.admin_refunds_to_transfer(), to: to("pending", "manual"), current: byHand },
					]}
				/>
				<FilterChip name="status" label={m.admin_status()} options={statusOptions("refund")} />
				<FilterChip name="way" label={m.admin_money_way()} options={wayOptions()} />
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={items[0]?.tenant.name} />
				<ScopeChip name="paymentId" label={m.admin_refunds_payment()} value={undefined} />
			</Toolbar>
			<DataTable
				caption={m.nav_refunds()}
				rows={items}
				columns={refundColumns()}
				rowId={(row) => row.id}
				rowName={(row) => `${row.tenant.name} ${row.invoice?.number ?? ""}`}
				rowHref={(row) => `/admin/refunds/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={Undo2} title={m.admin_refunds_none()}>
						{m.admin_refunds_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
