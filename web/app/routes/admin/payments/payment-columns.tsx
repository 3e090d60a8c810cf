import type { Schema } from "@sewa/sdk";
import { Paperclip } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";

type Payment = Schema<"SystemPayment">;

/** Every payment of every tenant, told apart by who sent it. */
export function paymentColumns(show: { status: boolean }): Column<Payment>[] {
	return [
		{ id: "invoice", header: m.admin_payments_invoice(), cell: (row) => <Nowrap>{row.invoice.number}</Nowrap> },
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		...(show.status ? [status()] : []),
		{
			id: "method",
			header: m.admin_payments_method(),
			cell: (row) => row.methodName ?? row.method,
			from: "lg",
		},
		{ id: "reference", header: m.admin_payments_reference(), cell: (row) => <Code>{row.reference}</Code>, from: "xl" },
		...(show.status ? [] : [proof()]),
		{
			id: "at",
			header: m.admin_payments_sent(),
			cell: (row) => <RelativeTime at={row.createdAt} />,
			sort: "createdAt",
		},
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
	];
}

/** The payments of one tenant or invoice, beside other things on a page. */
export function shortPaymentColumns(): Column<Payment>[] {
	return [
		{ id: "reference", header: m.admin_payments_reference(), cell: (row) => <Code>{row.reference}</Code> },
		{ id: "invoice", header: m.admin_payments_invoice(), cell: (row) => <Nowrap>{row.invoice.number}</Nowrap> },
		status(),
		{ id: "at", header: m.admin_payments_sent(), cell: (row) => <RelativeTime at={row.createdAt} /> },
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
	];
}

function status(): Column<Payment> {
	return {
		id: "status",
		header: m.admin_status(),
		cell: (row) => <StatusBadge of="payment" status={row.status} />,
	};
}

function proof(): Column<Payment> {
	return {
		id: "proof",
		header: m.admin_payments_proof(),
		cell: (row) => <Proof there={row.proof !== null} />,
		from: "xl",
	};
}

function Nowrap({ children }: { children: string }) {
	return <span className="whitespace-nowrap">{children}</span>;
}

function Code({ children }: { children: string }) {
	return (
		<span title={children} className="inline-block max-w-44 truncate align-bottom font-mono text-note">
			{children}
		</span>
	);
}

function Proof({ there }: { there: boolean }) {
	if (!there) return <span className="text-ink-faint">–</span>;
	return <Paperclip aria-label={m.admin_payments_proof_there()} className="size-4 text-ink-muted" />;
}
