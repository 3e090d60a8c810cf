import type { Schema } from "@sewa/sdk";
import type { LucideIcon } from "lucide-react";
import { CircleCheck, CircleX, Clock, Mail } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import type { Tone } from "~/ui/tone";
import { roleName } from "./role-words";

type Invitation = Schema<"Invitation">;
type State = { tone: Tone; icon: LucideIcon; label: () => string };

const states: Record<Invitation["status"], State> = {
	pending: { tone: "info", icon: Mail, label: m.team_state_pending },
	accepted: { tone: "ok", icon: CircleCheck, label: m.team_state_accepted },
	canceled: { tone: "ended", icon: CircleX, label: m.team_state_canceled },
	expired: { tone: "ended", icon: Clock, label: m.team_state_expired },
};

export function invitationColumns(): Column<Invitation>[] {
	return [
		{
			id: "email",
			header: m.billing_email(),
			cell: (row) => (
				<span className="block max-md:truncate md:break-all" title={row.email}>
					{row.email}
				</span>
			),
		},
		{ id: "status", header: m.bill_status(), cell: (row) => <State status={row.status} /> },
		{ id: "role", header: m.team_role(), cell: (row) => roleName(row.role) },
		{ id: "by", header: m.team_invited_by(), cell: (row) => row.invitedBy, from: "lg" },
		{ id: "at", header: m.team_invited_at(), cell: (row) => <RelativeTime at={row.createdAt} />, sort: "createdAt" },
		{ id: "until", header: m.team_valid_until(), cell: (row) => <DateTime at={row.expiresAt} />, from: "md" },
	];
}

function State({ status }: { status: Invitation["status"] }) {
	const { tone, icon, label } = states[status];
	return (
		<Badge tone={tone} icon={icon}>
			{label()}
		</Badge>
	);
}

/** The states one can filter by. */
export function invitationOptions(): [value: string, label: string][] {
	return (["pending", "accepted", "canceled"] as const).map((status) => [status, states[status].label()]);
}
