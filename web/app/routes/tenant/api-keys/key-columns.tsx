import type { Schema } from "@sewa/sdk";
import { FlaskConical, RefreshCw, Zap } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { scopeSummary } from "./scope-words";

type Key = Schema<"ApiKey">;

export function keyColumns(): Column<Key>[] {
	return [
		{ id: "name", header: m.keys_name(), cell: (row) => <KeyName row={row} /> },
		{ id: "state", header: m.keys_state(), cell: (row) => <KeyState row={row} /> },
		{ id: "environment", header: m.keys_environment(), cell: (row) => <Environment of={row.environment} /> },
		{ id: "scopes", header: m.keys_scopes(), cell: (row) => scopeSummary(row.scopes), from: "lg" },
		{ id: "used", header: m.keys_last_used(), cell: (row) => <LastUsed at={row.lastUsedAt} /> },
		{ id: "expires", header: m.keys_expires(), cell: (row) => <Expires at={row.expiresAt} /> },
		{
			id: "made",
			header: m.keys_made(),
			cell: (row) => <DateTime at={row.createdAt} />,
			from: "xl",
			sort: "createdAt",
		},
	];
}

function KeyName({ row }: { row: Key }) {
	return (
		<span className="grid">
			<span className="wrap-anywhere">{row.name}</span>
			<KeyText of={row} />
		</span>
	);
}

/** What one sees of a key: `sewa_live_…x9Qk`. */
export function KeyText({ of: { prefix, lastFour } }: { of: Pick<Key, "prefix" | "lastFour"> }) {
	return (
		<code className="font-mono text-note font-normal whitespace-nowrap text-ink-muted">
			{prefix}…{lastFour}
		</code>
	);
}

/** Its state; one that was replaced goes on only for its overlap. */
export function KeyState({ row: { state, replacedBy } }: { row: Key }) {
	if (state === "active" && replacedBy)
		return (
			<Badge tone="wait" icon={RefreshCw}>
				{m.keys_replaced()}
			</Badge>
		);
	return <StatusBadge of="api_key" status={state} />;
}

export function Environment({ of }: { of: Key["environment"] }) {
	const test = of === "test";
	return (
		<Badge tone={test ? "info" : "ended"} icon={test ? FlaskConical : Zap}>
			{test ? m.keys_test() : m.keys_live()}
		</Badge>
	);
}

export const environmentOptions = (): [string, string][] => [
	["live", m.keys_live()],
	["test", m.keys_test()],
];

export function LastUsed({ at }: { at: string | null }) {
	return at ? <RelativeTime at={at} /> : <span className="text-ink-muted">{m.keys_never_used()}</span>;
}

export function Expires({ at }: { at: string | null }) {
	return at ? <DateTime at={at} /> : <span className="text-ink-muted">{m.keys_never_expires()}</span>;
}
