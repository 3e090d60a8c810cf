import { FileClock } from "lucide-react";
import { SystemAuditQuery } from "#worker/modules/audit/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { auditKinds } from "~/ui/audit-words";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import { ScopeChip } from "../scope-chip";
import type { Route } from "./+types/audit-log";
import { AuditEntry } from "./audit-entry";

export const handle = { crumb: () => m.nav_audit_log() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_audit_log()} · Sewa` }];

const filters = ["action", "tenantId", "actorId", "resourceId"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, SystemAuditQuery);
	return required(context.get(api).GET("/api/v1/admin/audit-logs", { params: { query } }));
}

export default function AuditLog({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const first = items[0];
	return (
		<>
			<PageHeader title={m.nav_audit_log()} description={m.admin_audit_lead()} />
			<Toolbar filters={filters}>
				<FilterChip name="action" label={m.admin_audit_kind()} options={auditKinds()} />
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={first?.tenant?.name} />
				<ScopeChip name="actorId" label={m.admin_actor()} value={first?.actor.name} />
				<ScopeChip name="resourceId" label={m.admin_audit_resource()} value={first?.resource.id} />
			</Toolbar>
			{items.length === 0 ? (
				<ListEmpty filters={filters} icon={FileClock} title={m.admin_audit_none()}>
					{m.admin_audit_none_text()}
				</ListEmpty>
			) : (
				<ol className="card divide-y divide-line rounded-lg border border-line bg-surface">
					{items.map((entry) => (
						<AuditEntry key={entry.id} entry={entry} />
					))}
				</ol>
			)}
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
