import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Card, CardBody, CardHeader } from "~/ui/card";

const roles = {
	owner: m.admin_tenants_role_owner,
	admin: m.admin_tenants_role_admin,
	member: m.admin_tenants_role_member,
};

export function TenantPeople({ members }: { members: Schema<"Member">[] }) {
	return (
		<Card>
			<CardHeader title={m.admin_tenants_people({ count: members.length })} />
			<CardBody>
				<ul className="grid gap-3">
					{members.map((member) => (
						<li key={member.id} className="flex items-center gap-3">
							<Avatar name={member.name} />
							<span className="grid min-w-0 flex-1">
								<span className="truncate">{member.name}</span>
								<a href={`mailto:${member.email}`} className="truncate text-note text-ink-muted hover:underline">
									{member.email}
								</a>
							</span>
							<Badge tone={member.role === "owner" ? "info" : "ended"}>{roles[member.role]()}</Badge>
						</li>
					))}
				</ul>
			</CardBody>
		</Card>
	);
}
