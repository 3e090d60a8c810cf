import type { Schema } from "@sewa/sdk";
import { Bot, Hourglass, ScrollText, User } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { formatBytes, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Badge } from "~/ui/badge";
import { EmptyState } from "~/ui/empty-state";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import type { Tone } from "~/ui/tone";
import { withParams } from "~/url";
import { logFilters } from "./log-filters";
import { LogTime } from "./log-time";

type Line = Schema<"ApiLog"> & Partial<Pick<Schema<"SystemApiLog">, "tenant">>;

/** Requests, one a line; with their tenant where they are everybody's. */
export function LogTable({ items, tenants }: { items: Line[]; tenants?: boolean }) {
	const [params] = useSearchParams();
	const filtered = logFilters.some((name) => params.has(name));
	return (
		<DataTable
			caption={m.api_logs_requests()}
			rows={items}
			columns={columnsOf(tenants === true)}
			rowId={(row) => row.id}
			rowName={(row) => `${row.method} ${row.route}`}
			empty={
				<EmptyState icon={ScrollText} title={filtered ? m.api_logs_none_filtered() : m.api_logs_none()}>
					{filtered ? m.api_logs_none_filtered_text() : m.api_logs_none_text()}
				</EmptyState>
			}
		/>
	);
}

function columnsOf(tenants: boolean): Column<Line>[] {
	const locale = getLocale();
	const tenant: Column<Line> = { id: "tenant", header: m.admin_tenant(), cell: (row) => <TenantOf line={row} /> };
	return [
		{ id: "request", header: m.api_logs_request(), cell: (row) => <Request line={row} /> },
		{ id: "status", header: m.api_logs_status(), cell: (row) => <Status status={row.status} /> },
		{
			id: "duration",
			header: m.api_logs_duration(),
			cell: ({ duration }) => <span className="whitespace-nowrap">{formatNumber(duration, locale)} ms</span>,
			align: "end",
			sort: "duration",
		},
		{ id: "actor", header: m.api_logs_by(), cell: (row) => <ActorOf line={row} /> },
		...(tenants ? [tenant] : []),
		{
			id: "bytes",
			header: m.api_logs_bytes(),
			cell: ({ responseBytes }) => (responseBytes > 0 ? formatBytes(responseBytes, locale) : "–"),
			align: "end",
			from: "xl",
		},
		{ id: "at", header: m.api_logs_at(), cell: (row) => <LogTime at={row.at} />, sort: "at" },
	];
}

/** The route narrows the list to itself. */
function Request({ line: { method, route, deprecated, weight } }: { line: Line }) {
	const [params] = useSearchParams();
	return (
		<span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
			<span className="font-mono text-note font-semibold">{method}</span>
			<Link
				to={withParams(params, { route })}
				className="font-mono text-note wrap-anywhere underline-offset-4 hover:underline"
			>
				{route === "unknown" ? m.api_logs_unknown() : route}
			</Link>
			{deprecated && (
				<Badge tone="wait" icon={Hourglass}>
					{m.api_logs_deprecated_one()}
				</Badge>
			)}
			{weight > 1 && (
				<span className="text-note text-ink-muted" title={m.api_logs_stands_for({ count: weight })}>
					×{formatNumber(weight, getLocale())}
				</span>
			)}
		</span>
	);
}

const tones: Record<string, Tone> = { 1: "info", 2: "ok", 3: "info", 4: "wait", 5: "bad" };

export function Status({ status }: { status: number }) {
	return (
		<Badge tone={tones[String(status)[0] ?? ""] ?? "ended"} className="tabular">
			{status}
		</Badge>
	);
}

function ActorOf({ line: { actor } }: { line: Line }) {
	const [params] = useSearchParams();
	if (actor.kind === "anonymous") return <span className="text-ink-muted">{m.api_logs_nobody()}</span>;
	const name = actor.name ?? actor.id;
	const Icon = actor.kind === "key" ? Bot : User;
	return (
		<span className="inline-flex max-w-56 items-center gap-1.5">
			<Icon
				aria-label={actor.kind === "key" ? m.api_logs_key() : m.api_logs_person()}
				className="size-3.5 shrink-0 text-ink-faint"
			/>
			{actor.kind === "key" ? (
				<Link to={withParams(params, { key: actor.id })} className="truncate underline-offset-4 hover:underline">
					{name}
				</Link>
			) : (
				<span className="truncate">{name}</span>
			)}
		</span>
	);
}

function TenantOf({ line: { tenant } }: { line: Line }) {
	const [params] = useSearchParams();
	if (!tenant) return <span className="text-ink-faint">–</span>;
	return (
		<Link to={withParams(params, { tenantId: tenant.id })} className="underline-offset-4 hover:underline">
			{tenant.name ?? tenant.id}
		</Link>
	);
}
