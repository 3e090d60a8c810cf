import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { auditAction } from "~/ui/audit-words";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Timeline } from "~/ui/timeline";

/** What happened to a payment, newest first. */
export function PaymentHistory({ events }: { events: Schema<"AuditLog">[] }) {
	if (events.length === 0) return null;
	return (
		<Card>
			<CardHeader title={m.payment_history()} />
			<CardBody>
				<Timeline
					events={events.map(({ id, createdAt, action, actor }) => ({
						id,
						at: createdAt,
						title: auditAction(action),
						by: actor.kind === "user" ? actor.name : undefined,
					}))}
				/>
			</CardBody>
		</Card>
	);
}
