import type { Schema } from "@sewa/sdk";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { AuditTimeline } from "../audit-log/audit-timeline";

type TenantActivityProps = { tenantId: string; entries: Schema<"SystemAuditLog">[] | null };

export function TenantActivity({ tenantId, entries }: TenantActivityProps) {
	if (!entries?.length) return null;
	return (
		<Card>
			<CardHeader
				title={m.admin_tenants_activity()}
				action={
					<Link
						to={`/admin/audit-log?tenantId=${tenantId}`}
						className="text-note text-accent-ink underline-offset-4 hover:underline"
					>
						{m.admin_see_all()}
					</Link>
				}
			/>
			<CardBody>
				<AuditTimeline entries={entries} />
			</CardBody>
		</Card>
	);
}
