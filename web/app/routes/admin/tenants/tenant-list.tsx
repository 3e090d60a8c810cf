import type { Schema } from "@sewa/sdk";
import { Building2 } from "lucide-react";
import { SystemTenantQuery } from "#worker/modules/tenants/schemas";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { statusOptions } from "~/ui/status-words";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import type { Route } from "./+types/tenant-list";

export const handle = { crumb: () => m.nav_tenants() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_tenants()} · Sewa` }];

const filters = ["status", "plan", "subscription"] as const;

/** Only a live subscription can be asked for. */
const ended = ["canceled", "expired"];

export async function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, SystemTenantQuery);
	const client = context.get(api);
	const [page, plans] = await Promise.all([
		required(client.GET("/api/v1/admin/tenants", { params: { query } })),
		outcome(client.GET("/api/v1/admin/plans", { params: { query: { sort: "position", limit: 100 } } })),
	]);
	return { ...page, plans: plans.ok ? plans.data.items.map(({ code, name }): [string, string] => [code, name]) : [] };
}

export default function TenantList({ loaderData: { items, nextCursor, plans } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_tenants()} description={m.admin_tenants_lead()} />
			<Toolbar search={m.admin_tenants_search()} filters={filters}>
				<FilterChip name="status" label={m.admin_status()} options={statusOptions("tenant")} />
				<FilterChip name="plan" label={m.admin_plan()} options={plans} />
				<FilterChip
					name="subscription"
					label={m.admin_tenants_subscription()}
					options={statusOptions("subscription").filter(([status]) => !ended.includes(status))}
				/>
			</Toolbar>
			<DataTable
				caption={m.nav_tenants()}
				rows={items}
				columns={tenantColumns(new Map(plans))}
				rowId={(row) => row.id}
				rowName={(row) => row.name}
				rowHref={(row) => `/admin/tenants/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={Building2} title={m.admin_tenants_none()}>
						{m.admin_tenants_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}

function tenantColumns(planNames: Map<string, string>): Column<Schema<"SystemTenantSummary">>[] {
	return [
		{ id: "name", header: m.admin_tenants_name(), cell: (row) => row.name, sort: "name" },
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="tenant" status={row.status} /> },
		{ id: "plan", header: m.admin_plan(), cell: (row) => (row.plan ? (planNames.get(row.plan) ?? row.plan) : "–") },
		{
			id: "subscription",
			header: m.admin_tenants_subscription(),
			cell: (row) => (row.subscriptionStatus ? <StatusBadge of="subscription" status={row.subscriptionStatus} /> : "–"),
			from: "lg",
		},
		{
			id: "owner",
			header: m.admin_tenants_owner(),
			cell: (row) =>
				row.owner ? (
					<span className="grid min-w-0">
						<span className="truncate">{row.owner.name}</span>
						<span className="truncate text-note text-ink-muted">{row.owner.email}</span>
					</span>
				) : (
					"–"
				),
		},
		{
			id: "created",
			header: m.admin_created(),
			cell: (row) => <RelativeTime at={row.createdAt} />,
			sort: "createdAt",
			from: "lg",
		},
	];
}
