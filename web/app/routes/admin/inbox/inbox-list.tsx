import { Inbox } from "lucide-react";
import { useSearchParams } from "react-router";
import { InboxQuery } from "#worker/modules/billing/inbox/schemas";
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
import { providerOptions } from "../payment-providers/provider-words";
import type { Route } from "./+types/inbox-list";
import { inboxColumns } from "./inbox-columns";
import { Refusals } from "./refusals";

export const handle = { crumb: () => m.admin_inbox_title() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_inbox_title()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = readQuery(request, InboxQuery);
	const [page, refusals] = await Promise.all([
		required(client.GET("/api/v1/admin/inbox", { params: { query } })),
		required(client.GET("/api/v1/admin/inbox/refusals")),
	]);
	return { ...page, refusals: refusals.items };
}

export default function InboxList({ loaderData: { items, nextCursor, refusals } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const status = params.get("status");
	const to = (value: string | null) => withParams(params, { status: value, cursor: null });
	return (
		<>
			<PageHeader title={m.admin_inbox_title()} description={m.admin_inbox_lead()} />
			<Toolbar search={m.admin_inbox_search()} filters={["status", "provider"]}>
				<div className="-mx-1 max-w-full overflow-x-auto px-1">
					<Segmented
						label={m.admin_inbox_states()}
						segments={[
							{ label: m.admin_inbox_all(), to: to(null), current: status === null },
							...statusOptions("inbox").map(([value, label]) => ({ label, to: to(value), current: status === value })),
						]}
					/>
				</div>
				<FilterChip
					name="provider"
					label={m.admin_payments_provider()}
					options={providerOptions(["midtrans", "stripe"])}
				/>
			</Toolbar>
			<DataTable
				caption={m.admin_inbox_title()}
				rows={items}
				columns={inboxColumns()}
				rowId={(row) => row.id}
				rowName={(row) => `${row.kind}, ${row.orderId ?? row.reference ?? row.eventId}`}
				rowHref={(row) => `/admin/inbox/${row.id}`}
				empty={
					<ListEmpty filters={["status", "provider"]} icon={Inbox} title={m.admin_inbox_none()}>
						{m.admin_inbox_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
			<Refusals items={refusals} />
		</>
	);
}
