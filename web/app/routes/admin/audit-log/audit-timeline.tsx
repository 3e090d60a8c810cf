import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { auditAction } from "~/ui/audit-words";
import { Timeline } from "~/ui/timeline";
import type { Tone } from "~/ui/tone";

const tones: Record<string, Tone> = {
	"payment.approve": "ok",
	"payment.reject": "bad",
	"payment.submit": "info",
	"tenant.suspend": "bad",
	"tenant.close": "wait",
	"tenant.activate": "ok",
	"tenant.reactivate": "ok",
};

/** Audit entries of one thing, as its history. */
export function AuditTimeline({ entries }: { entries: Schema<"SystemAuditLog">[] }) {
	return (
		<Timeline
			events={entries.map((entry) => ({
				id: entry.id,
				at: entry.createdAt,
				title: auditAction(entry.action),
				by: entry.actor.kind === "system" ? m.ui_by_system() : entry.actor.name,
				tone: tones[entry.action],
				note: reasonIn(entry.after),
			}))}
		/>
	);
}

function reasonIn(after: unknown): string | undefined {
	if (typeof after !== "object" || after === null || !("reason" in after)) return undefined;
	return typeof after.reason === "string" ? after.reason : undefined;
}
