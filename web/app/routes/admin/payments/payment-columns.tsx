import type { Schema } from "@sewa/sdk";
import { Paperclip } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";

type Payment = Schema<"SystemPayment">;

export function paymentColumns(show: { status: boolean; tenant: boolean; sortable: boolean }): Column<Payment>[] {
	const tenant: Column<Payment> = { id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name };
	const status: Column<Payment> = {
		id: "status",
		header: m.admin_status(),
		cell: (row) => <StatusBadge of="payment" status={row.status} />,
	};
	return [
		{ id: "invoice", header: m.admin_payments_invoice(), cell: (row) => row.invoice.number },
		...(show.tenant ? [tenant] : []),
		...(show.status ? [status] : []),
		{ id: "method", header: m.admin_payments_method(), cell: (row) => row.method, from: "lg" },
		{
			id: "reference",
			header: m.admin_payments_reference(),
			cell: (row) => <span className="font-mono text-note break-all">{row.reference}</span>,
			from: show.tenant ? "lg" : "xl",
		},
		{ id: "proof", header: m.admin_payments_proof(), cell: (row) => <Proof there={row.proof !== null} />, from: "xl" },
		{
			id: "at",
			header: m.admin_payments_sent(),
			cell: (row) => <RelativeTime at={row.createdAt} />,
			sort: "createdAt",
		},
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
	];
}

function Proof({ there }: { there: boolean }) {
	if (!there) return <span className="text-ink-faint">–</span>;
	return <Paperclip aria-label={m.admin_payments_proof_there()} className="size-4 text-ink-muted" />;
}
