import { BookOpenText } from "lucide-react";
import { TransferQuery } from "#worker/modules/billing/ledger/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import { ScopeChip } from "../scope-chip";
import { Section } from "../section";
import type { Route } from "./+types/ledger";
import { TransferEntry } from "./transfer-entry";
import { TrialBalance } from "./trial-balance";

export const handle = { crumb: () => m.nav_ledger() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_ledger()} · Sewa` }];

const filters = ["currency", "tenantId"] as const;

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = readQuery(request, TransferQuery);
	const [balance, page] = await Promise.all([
		required(client.GET("/api/v1/admin/ledger/trial-balance")),
		required(client.GET("/api/v1/admin/ledger/transfers", { params: { query } })),
	]);
	return { ...page, currencies: balance.currencies };
}

export default function Ledger({ loaderData: { items, nextCursor, currencies } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_ledger()} description={m.admin_ledger_lead()} />
			<Section title={m.admin_ledger_trial_balance()}>
				<div className="grid items-start gap-4 lg:grid-cols-2">
					{currencies.map((balance) => (
						<TrialBalance key={balance.currency} balance={balance} />
					))}
				</div>
				{currencies.length === 0 && <p className="text-ink-muted">{m.admin_ledger_no_balance()}</p>}
			</Section>
			<Section title={m.admin_ledger_transfers()}>
				<Toolbar filters={filters}>
					<FilterChip
						name="currency"
						label={m.admin_currency()}
						options={[
							["IDR", "IDR"],
							["USD", "USD"],
						]}
					/>
					<ScopeChip name="tenantId" label={m.admin_tenant()} value={items[0]?.tenant.name} />
				</Toolbar>
				{items.length === 0 ? (
					<ListEmpty filters={filters} icon={BookOpenText} title={m.admin_ledger_none()}>
						{m.admin_ledger_none_text()}
					</ListEmpty>
				) : (
					<ol className="card divide-y divide-line rounded-lg border border-line bg-surface">
						{items.map((transfer) => (
							<TransferEntry key={transfer.id} transfer={transfer} />
						))}
					</ol>
				)}
				<Pagination nextCursor={nextCursor} shown={items.length} />
			</Section>
		</>
	);
}
