import { Plus, Shuffle } from "lucide-react";
import { SystemPlanChangeQuery } from "#worker/modules/billing/plan-changes/admin-schemas";
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
import type { Route } from "./+types/command-center";
import { changeColumns } from "./change-columns";
import { kindOptions, wayOf } from "./change-words";
import { Counters } from "./counters";

export const handle = { crumb: () => m.nav_command_center() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_command_center()} · Sewa` }];

const filters = ["status", "kind", "tenantId"] as const;

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = readQuery(request, SystemPlanChangeQuery);
	const [center, changes] = await Promise.all([
		required(client.GET("/api/v1/admin/command-center")),
		required(client.GET("/api/v1/admin/plan-changes", { params: { query } })),
	]);
	return { center, ...changes };
}

export default function CommandCenter({ loaderData: { center, items, nextCursor } }: Route.ComponentProps) {
	const mayWrite = useMay("system.plan_change.write");
	return (
		<>
			<PageHeader
				title={m.nav_command_center()}
				description={m.admin_command_lead()}
				action={
					mayWrite && (
						<ButtonLink to="/admin/command-center/new" variant="primary" icon={<Plus aria-hidden />}>
							{m.admin_command_new()}
						</ButtonLink>
					)
				}
			/>
			<Counters center={center} />
			<Toolbar search={m.admin_command_search()} filters={filters}>
				<FilterChip name="status" label={m.admin_status()} options={statusOptions("plan_change")} />
				<FilterChip name="kind" label={m.admin_command_kind()} options={kindOptions()} />
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={items[0]?.tenant.name} />
			</Toolbar>
			<DataTable
				caption={m.nav_command_center()}
				rows={items}
				columns={changeColumns()}
				rowId={(row) => row.id}
				rowName={(row) => `${row.tenant.name}, ${wayOf(row)}`}
				rowHref={(row) => `/admin/command-center/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={Shuffle} title={m.admin_command_none()}>
						{m.admin_command_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
