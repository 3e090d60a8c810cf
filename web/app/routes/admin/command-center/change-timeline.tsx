import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { auditAction } from "~/ui/audit-words";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Timeline } from "~/ui/timeline";
import { TextLink } from "../text-link";

type Entry = Schema<"TimelineEntry">;

/** Everything that happened to the change, its invoices and their payments; newest first. */
export function ChangeTimeline({ change }: { change: Schema<"SystemPlanChangeDetail"> }) {
	const numbers = new Map(change.invoices.map(({ id, number }) => [id as string, number]));
	return (
		<Card>
			<CardHeader title={m.admin_history()} />
			<CardBody>
				<Timeline
					events={[...change.timeline].reverse().map((entry) => ({
						id: entry.id,
						at: entry.at,
						title: auditAction(entry.action),
						by: entry.by ?? undefined,
						note: noteOf(entry, numbers),
					}))}
				/>
			</CardBody>
		</Card>
	);
}

function noteOf({ resource, after }: Entry, numbers: Map<string, string>) {
	const reason = reasonIn(after);
	const number = numbers.get(resource.id);
	return (
		<>
			{number && <TextLink to={`/admin/invoices/${resource.id}`}>{number}</TextLink>}
			{number && reason && " · "}
			{reason}
		</>
	);
}

function reasonIn(after: unknown): string | null {
	if (typeof after !== "object" || after === null) return null;
	const found = ["reason", "text", "discountReason"].map((name) => (after as Record<string, unknown>)[name]);
	return found.find((value): value is string => typeof value === "string") ?? null;
}
