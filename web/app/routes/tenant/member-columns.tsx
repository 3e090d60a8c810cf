import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { roleName } from "./role-words";

export function memberColumns(me: string): Column<Schema<"Member">>[] {
	return [
		{
			id: "name",
			header: m.team_name(),
			cell: (row) => (
				<span className="flex items-center gap-3">
					<Avatar name={row.name} />
					<span className="min-w-0">
						<span className="flex flex-wrap items-center gap-x-2 font-medium">
							{row.name}
							{row.userId === me && <Badge>{m.team_you()}</Badge>}
						</span>
						<span className="block text-note font-normal text-ink-muted max-md:truncate md:break-all" title={row.email}>
							{row.email}
						</span>
					</span>
				</span>
			),
		},
		{ id: "role", header: m.team_role(), cell: (row) => roleName(row.role) },
		{ id: "since", header: m.team_since(), cell: (row) => <DateTime at={row.createdAt} />, sort: "createdAt" },
	];
}
