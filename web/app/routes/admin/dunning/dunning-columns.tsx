import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { aheadWord } from "./dunning-words";

type Case = Schema<"DunningCase">;

export function dunningColumns(): Column<Case>[] {
	return [
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="subscription" status={row.status} /> },
		{
			id: "invoice",
			header: m.admin_dunning_invoice(),
			cell: (row) => <span className="whitespace-nowrap">{row.invoice?.number ?? "–"}</span>,
			from: "xl",
		},
		{
			id: "since",
			header: m.admin_dunning_since(),
			cell: (row) => <RelativeTime at={row.since} />,
			sort: "pastDueSince",
		},
		{ id: "next", header: m.admin_dunning_next(), cell: (row) => <NextStep step={row.nextStep} />, sort: "nextStepAt" },
		{ id: "owed", header: m.admin_dunning_owed(), cell: (row) => <Money value={row.invoice?.total} />, align: "end" },
	];
}

export function NextStep({ step }: { step: Case["nextStep"] }) {
	if (!step) return <span className="text-ink-muted">{m.admin_dunning_next_none()}</span>;
	return (
		<>
			{aheadWord(step.action)}{" "}
			<span className="block text-note text-ink-muted">
				<RelativeTime at={step.at} />
			</span>
		</>
	);
}
