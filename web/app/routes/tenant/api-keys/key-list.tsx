import { KeyRound, Plus } from "lucide-react";
import { useSearchParams } from "react-router";
import { ApiKeyQuery } from "#worker/modules/identity/api-keys/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { statusOptions } from "~/ui/status-words";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { useMay } from "../use-may";
import type { Route } from "./+types/key-list";
import { environmentOptions, keyColumns } from "./key-columns";

export const handle = { crumb: () => m.nav_api_keys() } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_api_keys()} · Sewa` }];

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, ApiKeyQuery);
	return required(context.get(api).GET("/api/v1/api-keys", { params: { query } }));
}

const filters = ["state", "environment"];

export default function KeyList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const may = useMay();
	const [params] = useSearchParams();
	const filtered = filters.some((name) => params.has(name));
	const create = may("api_key.create") && (
		<ButtonLink to="/app/api-keys/new" variant="primary" icon={<Plus aria-hidden />}>
			{m.keys_create()}
		</ButtonLink>
	);
	return (
		<>
			<PageHeader title={m.nav_api_keys()} description={m.keys_lead()} action={create} />
			<Toolbar filters={filters}>
				<FilterChip name="state" label={m.keys_state()} options={statusOptions("api_key")} />
				<FilterChip name="environment" label={m.keys_environment()} options={environmentOptions()} />
			</Toolbar>
			<DataTable
				caption={m.nav_api_keys()}
				rows={items}
				columns={keyColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.name}
				rowHref={(row) => `/app/api-keys/${row.id}`}
				empty={
					<EmptyState
						icon={KeyRound}
						title={filtered ? m.keys_none_filtered() : m.keys_none()}
						action={!filtered && create}
						guide={
							!filtered && (
								<a href="/docs" className="text-accent-ink underline-offset-4 hover:underline">
									{m.keys_docs()}
								</a>
							)
						}
					>
						{filtered ? m.bill_none_filtered_text() : m.keys_none_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
