import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { auditAction } from "~/ui/audit-words";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Timeline } from "~/ui/timeline";
import { auditSubject } from "./audit-subject";
import { AllLink } from "./dashboard-invoices";

export function DashboardActivity({ entries }: { entries: Schema<"AuditLog">[] }) {
	return (
		<Card>
			<CardHeader title={m.home_activity()} action={entries.length > 0 && <AllLink to="/app/audit-log" />} />
			<CardBody>
				{entries.length === 0 ? (
					<p className="text-ink-muted">{m.home_no_activity()}</p>
				) : (
					<Timeline
						events={entries.map((entry) => ({
							id: entry.id,
							at: entry.createdAt,
							title: (
								<>
									{auditAction(entry.action)}{" "}
									<span className="wrap-anywhere text-ink-muted">{auditSubject(entry)}</span>
								</>
							),
							by: entry.actor.kind === "user" ? entry.actor.name : undefined,
						}))}
					/>
				)}
			</CardBody>
		</Card>
	);
}
