import type { Schema } from "@sewa/sdk";
import { Paperclip } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { meansOf } from "../../tenant/payment-words";
import { subjectOf } from "./subject";

type Payment = Schema<"SystemPayment">;

/** Every payment of every tenant, told apart by who sent it. */
export function paymentColumns(show: { status: boolean }): Column<Payment>[] {
	return [
		{ id: "invoice", header: m.admin_payments_for(), cell: (row) => <Subject payment={row} /> },
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		...(show.status ? [status()] : []),
		{
			id: "method",
			header: m.admin_payments_method(),
			cell: (row) => meansOf(row),
			from: "lg",
		},
		{ id: "reference", header: m.admin_payments_reference(), cell: (row) => <Reference payment={row} />, from: "xl" },
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
export function shortPaymentColumns(show: { subject: boolean }): Column<Payment>[] {
	return [
		...(show.subject
			? [{ id: "invoice", header: m.admin_payments_for(), cell: (row: Payment) => <Subject payment={row} /> }]
			: []),
		{ id: "method", header: m.admin_payments_method(), cell: (row) => <Means payment={row} late={!show.subject} /> },
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

/** The invoice or a top-up; what came too late for its invoice says where it went. */
function Subject({ payment }: { payment: Payment }) {
	return (
		<span className="whitespace-nowrap">
			{subjectOf(payment)}
			{wentElsewhere(payment) && (
				<span className="font-normal text-ink-muted"> · {m.admin_payments_wallet_short()}</span>
			)}
		</span>
	);
}

const wentElsewhere = ({ target, invoice }: Payment) => target === "wallet" && invoice !== null;

/** How it was paid, by which reference it is found on the bank statement, and that it came too late. */
function Means({ payment, late }: { payment: Payment; late: boolean }) {
	return (
		<span className="grid">
			{meansOf(payment)}
			{payment.provider === "manual" && <Reference payment={payment} />}
			{late && wentElsewhere(payment) && (
				<span className="text-note font-normal text-ink-muted">{m.admin_payments_wallet_short()}</span>
			)}
		</span>
	);
}

/** What a person wrote; a gateway's payment has only ids, which nobody looks for in a list. */
function Reference({ payment: { provider, reference } }: { payment: Payment }) {
	if (provider !== "manual") return <span className="text-ink-faint">–</span>;
	return (
		<span title={reference} className="inline-block max-w-44 truncate align-bottom font-mono text-note">
			{reference}
		</span>
	);
}

function Proof({ there }: { there: boolean }) {
	if (!there) return <span className="text-ink-faint">–</span>;
	return <Paperclip aria-label={m.admin_payments_proof_there()} className="size-4 text-ink-muted" />;
}
