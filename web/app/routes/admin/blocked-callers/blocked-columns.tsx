import type { Schema } from "@sewa/sdk";
import { CircleCheck, Clock, ShieldBan } from "lucide-react";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { TextLink } from "../text-link";
import { policyName } from "../usage/policy-words";
import { callerName } from "./caller-words";

type Caller = Schema<"BlockedCaller">;

/** @param at the wall clock's time when the list was read */
export function blockedColumns(at: number): Column<Caller>[] {
	return [
		{ id: "caller", header: m.admin_blocked_caller(), cell: (row) => <Who caller={row} /> },
		{ id: "state", header: m.admin_status(), cell: (row) => <State caller={row} at={at} /> },
		{ id: "policy", header: m.admin_blocked_policy(), cell: (row) => policyName(row.policy) },
		{
			id: "refusals",
			header: m.admin_blocked_refusals(),
			cell: (row) => formatNumber(row.refusals, getLocale()),
			align: "end",
		},
		{
			id: "last",
			header: m.admin_blocked_last(),
			cell: (row) => <DateTime at={row.lastAt} withTime />,
			sort: "lastAt",
			from: "lg",
		},
		{
			id: "until",
			header: m.admin_blocked_until(),
			cell: (row) =>
				row.liftedAt === null ? <DateTime at={row.until} withTime /> : <span className="text-ink-faint">–</span>,
		},
	];
}

function Who({ caller }: { caller: Caller }) {
	if (caller.tenant) return <TextLink to={`/admin/tenants/${caller.tenant.id}/usage`}>{callerName(caller)}</TextLink>;
	return <span className="font-mono text-note wrap-anywhere">{caller.caller}</span>;
}

function State({ caller: { liftedAt, liftedBy, until }, at }: { caller: Caller; at: number }) {
	if (liftedAt !== null)
		return (
			<span className="grid gap-0.5 max-md:justify-items-end">
				<Badge tone="ok" icon={CircleCheck}>
					{m.admin_blocked_is_lifted()}
				</Badge>
				{liftedBy && <span className="text-note text-ink-muted">{liftedBy}</span>}
			</span>
		);
	return Date.parse(until) > at ? (
		<Badge tone="bad" icon={ShieldBan}>
			{m.admin_blocked_is_blocked()}
		</Badge>
	) : (
		<Badge tone="ended" icon={Clock}>
			{m.admin_blocked_is_over()}
		</Badge>
	);
}
