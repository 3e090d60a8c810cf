import type { Schema } from "@sewa/sdk";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { auditAction } from "~/ui/audit-words";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import { JsonDiff } from "~/ui/json-diff";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { withParams } from "~/url";
import { auditSubject } from "./audit-subject";

type Entry = Schema<"AuditLog">;

/** One line of the log; opened, it tells what changed and where from. Works without JavaScript. */
export function AuditEntry({ entry }: { entry: Entry }) {
	return (
		<li>
			<details className="group">
				<summary className="grid list-none grid-cols-[1rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2.5 transition-colors hover:bg-hover md:grid-cols-[1rem_minmax(0,2fr)_minmax(0,1fr)_8rem] [&::-webkit-details-marker]:hidden">
					<ChevronRight
						aria-hidden
						className="size-4 self-center text-ink-faint transition-transform group-open:rotate-90"
					/>
					<span className="min-w-0">
						<span className="font-medium">{auditAction(entry.action)}</span>
						<span className="truncate text-ink-muted md:ml-2 max-md:block">{auditSubject(entry)}</span>
					</span>
					<span className="truncate text-ink-muted max-md:col-start-2 max-md:row-start-2 max-md:text-note">
						{actorOf(entry)}
					</span>
					<span className="text-right text-note text-ink-muted max-md:col-start-3 max-md:row-start-1">
						<RelativeTime at={entry.createdAt} />
					</span>
				</summary>
				<Detail entry={entry} />
			</details>
		</li>
	);
}

function Detail({ entry: { actor, action, resource, before, after, ip, requestId, createdAt } }: { entry: Entry }) {
	const who =
		actor.kind === "user" ? (
			<Narrow name="actorId" value={actor.id}>
				{actor.name}
			</Narrow>
		) : (
			m.ui_by_system()
		);
	return (
		<div className="grid gap-4 border-t border-line bg-sunken/50 px-4 py-4 md:pl-11">
			<JsonDiff before={before} after={after} />
			<DescriptionList
				layout="columns"
				className="lg:grid-cols-3"
				facts={[
					{ label: m.history_when(), value: <DateTime at={createdAt} withTime /> },
					{ label: m.history_by(), value: who },
					{ label: m.history_action(), value: <code className="font-mono text-note">{action}</code> },
					{
						label: m.history_about(),
						value: (
							<Narrow name="resourceId" value={resource.id}>
								<span className="font-mono text-note break-all">{resource.id}</span>
							</Narrow>
						),
					},
					{ label: m.history_ip(), value: ip ?? "–" },
					{ label: m.state_request_id(), value: <CodeId value={requestId} /> },
				]}
			/>
		</div>
	);
}

function Narrow({ name, value, children }: { name: string; value: string; children: ReactNode }) {
	const [params] = useSearchParams();
	return (
		<Link
			to={withParams(params, { [name]: value })}
			className="underline decoration-line-strong/60 underline-offset-3 hover:text-accent-ink hover:decoration-accent"
		>
			{children}
		</Link>
	);
}

function actorOf({ actor }: Entry): string {
	return actor.kind === "user" ? actor.name : m.ui_by_system();
}
