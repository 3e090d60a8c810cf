import { FileClock } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { AuditQuery } from "#worker/modules/audit/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { auditKinds } from "~/ui/audit-words";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { Toolbar } from "~/ui/toolbar";
import { withParams } from "~/url";
import type { Route } from "./+types/audit-log";
import { AuditEntry } from "./audit-entry";

export const handle = { crumb: () => m.nav_audit_log() } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_audit_log()} · Sewa` }];

const filters = ["action", "resourceId", "actorId"] as const;
// The rest of what is audited happens outside of tenants.
const kinds = new Set([
	"tenant.",
	"subscription.",
	"plan_change.",
	"invoice.",
	"payment.",
	"billing_details.",
	"member.",
	"file.",
]);

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, AuditQuery);
	return required(context.get(api).GET("/api/v1/audit-logs", { params: { query } }));
}

export default function AuditLog({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const filtered = filters.some((name) => params.has(name));
	return (
		<>
			<PageHeader title={m.nav_audit_log()} description={m.history_lead()} />
			<Toolbar filters={filters}>
				<FilterChip
					name="action"
					label={m.history_kind()}
					options={auditKinds().filter(([value]) => kinds.has(value))}
				/>
				<FilterChip
					name="sort"
					label={m.history_order()}
					options={[
						["-createdAt", m.history_newest()],
						["createdAt", m.history_oldest()],
					]}
				/>
				<Narrowed name="resourceId" label={m.history_about()} value={items[0]?.resource.id} />
				<Narrowed name="actorId" label={m.history_by()} value={items[0]?.actor.name} />
			</Toolbar>
			{items.length === 0 ? (
				<EmptyState icon={FileClock} title={filtered ? m.history_none_found() : m.history_none()}>
					{filtered ? m.bill_none_filtered_text() : m.history_none_text()}
				</EmptyState>
			) : (
				<ol className="card divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
					{items.map((entry) => (
						<AuditEntry key={entry.id} entry={entry} />
					))}
				</ol>
			)}
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}

/** A filter that entries set by a link: one thing, one person. It can only be dropped here. */
function Narrowed({ name, label, value }: { name: string; label: string; value: string | undefined }) {
	const [params] = useSearchParams();
	const given = params.get(name);
	if (!given) return null;
	return (
		<Link
			to={withParams(params, { [name]: null })}
			className="inline-flex h-9 max-w-72 items-center gap-2 rounded-md border border-accent/50 bg-accent-soft px-3 text-note text-accent-ink max-md:h-11"
		>
			<span className="truncate">
				{label}: {value ?? given}
			</span>
			<span aria-hidden>×</span>
			<span className="sr-only">{m.ui_drop_filter({ label })}</span>
		</Link>
	);
}
