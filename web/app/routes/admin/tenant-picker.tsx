import { SearchX } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { SearchBox } from "~/ui/search-box";
import { StatusBadge } from "~/ui/status-badge";
import { withParams } from "~/url";

/** The first step of what is made for an organisation: which one. The choice lives in the URL as `tenantId`. */
export function TenantPicker({ tenants }: { tenants: { id: string; name: string; status: string }[] }) {
	const [params] = useSearchParams();
	return (
		<section className="grid max-w-2xl gap-3">
			<h2 className="text-[1.07em] font-semibold">{m.admin_money_pick_tenant()}</h2>
			<SearchBox placeholder={m.admin_money_pick_tenant_search()} />
			{tenants.length === 0 ? (
				<EmptyState icon={SearchX} title={m.admin_money_pick_tenant_none()}>
					{m.admin_money_pick_tenant_none_text()}
				</EmptyState>
			) : (
				<ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
					{tenants.map((tenant) => (
						<li key={tenant.id}>
							<Link
								to={withParams(params, { tenantId: tenant.id, q: null })}
								className="flex items-center justify-between gap-3 px-4 py-3 hover:bg-hover"
							>
								<span className="min-w-0 truncate font-medium">{tenant.name}</span>
								<StatusBadge of="tenant" status={tenant.status} />
							</Link>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
