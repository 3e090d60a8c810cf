import { WalletCards } from "lucide-react";
import { useSearchParams } from "react-router";
import { SystemPaymentQuery } from "#worker/modules/billing/payments/schemas";
import { outcome, required } from "~/api.server";
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
import { ListEmpty } from "../list-empty";
import { providerOptions } from "../payment-providers/provider-words";
import { ScopeChip } from "../scope-chip";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/payment-queue";
import { decisionWords } from "./decision-words";
import { paymentColumns } from "./payment-columns";
import { subjectOf } from "./subject";

export const handle = { crumb: () => m.nav_payments_review() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_payments_review()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const all = new URL(request.url).searchParams.has("view");
	const asked = readQuery(request, SystemPaymentQuery);
	// What waits longest comes first; everything else is read newest first.
	const query = all ? asked : { ...asked, status: "awaiting_review" as const, sort: asked.sort ?? "createdAt" };
	const client = context.get(api);
	const [page, overview] = await Promise.all([
		required(client.GET("/api/v1/admin/payments", { params: { query } })),
		outcome(client.GET("/api/v1/admin/overview")),
	]);
	return { ...page, all, waiting: overview.ok ? overview.data.awaitingReview.count : undefined };
}

const filters = ["status", "provider", "target", "tenantId"];

export default function PaymentQueue({ loaderData: { items, nextCursor, all, waiting } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	useFlash(decisionWords);
	const q = params.get("q");
	const search = q ? `q=${encodeURIComponent(q)}` : "";
	return (
		<>
			<PageHeader
				title={m.nav_payments_review()}
				count={waiting}
				description={all ? m.admin_payments_lead_all() : m.admin_payments_lead()}
			/>
			<Toolbar search={m.admin_payments_search()} filters={filters}>
				<Segmented
					label={m.admin_payments_view()}
					segments={[
						{ label: m.admin_payments_waiting(), to: `?${search}`, current: !all },
						{ label: m.admin_payments_all(), to: `?view=all${search && `&${search}`}`, current: all },
					]}
				/>
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={items[0]?.tenant.name} />
				{all && (
					<>
						<FilterChip
							name="status"
							label={m.admin_status()}
							options={statusOptions("payment").filter(([key]) => key !== "rejected")}
						/>
						<FilterChip name="provider" label={m.admin_payments_provider()} options={providerOptions()} />
						<FilterChip
							name="target"
							label={m.admin_payments_target()}
							options={[
								["invoice", m.admin_payments_target_invoice()],
								["wallet", m.admin_payments_target_wallet()],
							]}
						/>
					</>
				)}
			</Toolbar>
			<DataTable
				caption={m.nav_payments_review()}
				rows={items}
				columns={paymentColumns({ status: all })}
				rowId={(row) => row.id}
				rowName={(row) => subjectOf(row)}
				rowHref={(row) => `/admin/payments/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={WalletCards} title={m.admin_payments_none()}>
						{m.admin_payments_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
