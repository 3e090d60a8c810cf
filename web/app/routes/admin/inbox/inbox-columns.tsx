import type { Schema } from "@sewa/sdk";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { providerName } from "../payment-providers/provider-words";
import { EventName } from "./event-name";
import { noteWords } from "./inbox-words";

type Event = Schema<"InboxEvent">;

export function inboxColumns(): Column<Event>[] {
	return [
		{ id: "kind", header: m.admin_inbox_event(), cell: (row) => <EventName event={row} /> },
		{ id: "status", header: m.admin_status(), cell: (row) => <State event={row} /> },
		{ id: "provider", header: m.admin_payments_provider(), cell: (row) => providerName(row.provider), from: "lg" },
		{
			id: "order",
			header: m.admin_inbox_order(),
			cell: ({ orderId, reference }) => (
				<span className="inline-block max-w-44 truncate align-bottom font-mono text-note" title={orderId ?? undefined}>
					{orderId ?? reference ?? "–"}
				</span>
			),
			from: "lg",
		},
		{
			id: "deliveries",
			header: m.admin_inbox_deliveries(),
			cell: (row) => formatNumber(row.deliveries, getLocale()),
			align: "end",
			from: "xl",
		},
		{
			id: "at",
			header: m.admin_inbox_received(),
			cell: (row) => <RelativeTime at={row.receivedAt} />,
			sort: "receivedAt",
		},
	];
}

/** What needs a person says why in the list already. */
function State({ event: { status, note } }: { event: Event }) {
	const says = status === "parked" || status === "failed";
	return (
		<span className="grid gap-1 max-md:justify-items-end">
			<StatusBadge of="inbox" status={status} />
			{says && note && (
				<span className="max-w-72 text-note text-pretty wrap-anywhere text-ink-muted">{noteWords(note)}</span>
			)}
		</span>
	);
}
