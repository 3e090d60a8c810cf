import type { Schema } from "@sewa/sdk";
import { ChevronRight } from "lucide-react";
import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { auditAction } from "~/ui/audit-words";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import { JsonDiff } from "~/ui/json-diff";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { withParams } from "~/url";
import { TextLink } from "../text-link";

/** One line of the log; opened, it tells where from and what changed. */
export function AuditEntry({ entry }: { entry: Schema<"SystemAuditLog"> }) {
	return (
		<li>
			<details className="group">
				<summary className="grid cursor-pointer list-none grid-cols-[1rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2.5 transition-colors hover:bg-hover md:grid-cols-[1rem_minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_7.5rem] [&::-webkit-details-marker]:hidden">
					<ChevronRight
						aria-hidden
						className="size-4 self-center text-ink-faint transition-transform group-open:rotate-90"
					/>
					<span className="min-w-0">
						<span className="font-medium">{auditAction(entry.action)}</span>
						<span className="ml-2 font-mono text-note text-ink-faint max-lg:hidden">{entry.action}</span>
					</span>
					<span className="truncate max-md:col-start-2 max-md:row-start-2 max-md:text-note max-md:text-ink-muted">
						{nameOf(entry)}
						{entry.tenant && <span className="md:hidden"> · {entry.tenant.name}</span>}
					</span>
					<span className="truncate text-ink-muted max-md:hidden">{entry.tenant?.name ?? m.frame_system()}</span>
					<span className="text-right text-note text-ink-muted max-md:col-start-3 max-md:row-start-1">
						<RelativeTime at={entry.createdAt} />
					</span>
				</summary>
				<AuditDetail entry={entry} />
			</details>
		</li>
	);
}

function AuditDetail({ entry }: { entry: Schema<"SystemAuditLog"> }) {
	const [params] = useSearchParams();
	const { actor, tenant, resource } = entry;
	const narrowed = (name: string, value: string) => withParams(params, { [name]: value });
	return (
		<div className="grid gap-4 border-t border-line bg-sunken/50 px-4 py-4 md:pl-11">
			<DescriptionList
				layout="columns"
				className="lg:grid-cols-3"
				facts={[
					{ label: m.admin_audit_when(), value: <DateTime at={entry.createdAt} withTime /> },
					{ label: m.admin_actor(), value: <TextLink to={narrowed("actorId", actor.id)}>{nameOf(entry)}</TextLink> },
					{
						label: m.admin_tenant(),
						value: tenant ? <TextLink to={narrowed("tenantId", tenant.id)}>{tenant.name}</TextLink> : m.frame_system(),
					},
					{
						label: m.admin_audit_resource(),
						value: (
							<span className="flex min-w-0 flex-wrap items-center gap-x-2">
								<TextLink to={narrowed("resourceId", resource.id)}>{resource.kind.replaceAll("_", " ")}</TextLink>
								<CodeId value={resource.id} />
							</span>
						),
					},
					{ label: m.admin_audit_ip(), value: entry.ip ?? "–" },
					{ label: m.state_request_id(), value: <CodeId value={entry.requestId} /> },
				]}
			/>
			<JsonDiff before={entry.before} after={entry.after} />
		</div>
	);
}

function nameOf({ actor }: Schema<"SystemAuditLog">): string {
	if (actor.kind === "system") return m.ui_by_system();
	return actor.kind === "anonymous" ? m.admin_audit_anonymous() : actor.name;
}
