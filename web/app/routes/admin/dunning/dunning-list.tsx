import { BellRing } from "lucide-react";
import { DunningQuery } from "#worker/modules/billing/dunning/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { statusWord } from "~/ui/status-words";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import { ScopeChip } from "../scope-chip";
import type { Route } from "./+types/dunning-list";
import { dunningColumns } from "./dunning-columns";

export const handle = { crumb: () => m.nav_dunning() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_dunning()} · Sewa` }];

const filters = ["status", "tenantId"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, DunningQuery);
	return required(context.get(api).GET("/api/v1/admin/dunning", { params: { query } }));
}

export default function DunningList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_dunning()} description={m.admin_dunning_lead()} />
			<Toolbar search={m.admin_dunning_search()} filters={filters}>
				<FilterChip
					name="status"
					label={m.admin_status()}
					options={(["past_due", "suspended"] as const).map((s) => [s, statusWord("subscription", s).label()])}
				/>
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={items[0]?.tenant.name} />
			</Toolbar>
			<DataTable
				caption={m.nav_dunning()}
				rows={items}
				columns={dunningColumns()}
				rowId={(row) => row.subscriptionId}
				rowName={(row) => row.tenant.name}
				rowHref={(row) => `/admin/dunning/${row.subscriptionId}`}
				empty={
					<ListEmpty filters={filters} icon={BellRing} title={m.admin_dunning_none()}>
						{m.admin_dunning_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
