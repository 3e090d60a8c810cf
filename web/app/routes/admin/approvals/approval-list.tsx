import { UserCheck } from "lucide-react";
import { ApprovalQuery } from "#worker/modules/billing/approvals/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { statusOptions } from "~/ui/status-words";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import type { Route } from "./+types/approval-list";
import { approvalColumns } from "./approval-columns";
import { kindOptions, kindWord } from "./approval-words";

export const handle = { crumb: () => m.nav_approvals() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_approvals()} · Sewa` }];

const filters = ["status", "kind"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, ApprovalQuery);
	return required(context.get(api).GET("/api/v1/admin/approvals", { params: { query } }));
}

export default function ApprovalList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_approvals()} description={m.admin_approvals_lead()} />
			<Toolbar filters={filters}>
				<FilterChip name="status" label={m.admin_status()} options={statusOptions("approval")} />
				<FilterChip name="kind" label={m.admin_approvals_kind()} options={kindOptions()} />
			</Toolbar>
			<DataTable
				caption={m.nav_approvals()}
				rows={items}
				columns={approvalColumns()}
				rowId={(row) => row.id}
				rowName={(row) => `${kindWord(row.kind)}, ${row.tenant.name}`}
				rowHref={(row) => `/admin/approvals/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={UserCheck} title={m.admin_approvals_none()}>
						{m.admin_approvals_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
