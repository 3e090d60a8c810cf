import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { AuditTimeline } from "../audit-log/audit-timeline";

export function PaymentHistory({ history }: { history: Schema<"SystemAuditLog">[] }) {
	if (history.length === 0) return null;
	return (
		<Card>
			<CardHeader title={m.admin_history()} />
			<CardBody>
				<AuditTimeline entries={history} />
			</CardBody>
		</Card>
	);
}
