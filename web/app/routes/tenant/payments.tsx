import type { Schema } from "@sewa/sdk";
import { CreditCard, RotateCcw, WalletCards } from "lucide-react";
import { useSearchParams } from "react-router";
import { PaymentQuery } from "#worker/modules/billing/payments/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Money } from "~/ui/money";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { statusOptions } from "~/ui/status-words";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import type { Route } from "./+types/payments";
import { shownStatus } from "./payment-status";
import { meansOf, subjectOf } from "./payment-words";
import { useMay } from "./use-may";

type Payment = Schema<"Payment">;

export const handle = { crumb: () => m.nav_payments() } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_payments()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, PaymentQuery);
	return required(context.get(api).GET("/api/v1/payments", { params: { query } }));
}

function paymentColumns(): Column<Payment>[] {
	return [
		{ id: "for", header: m.pay_for(), cell: (row) => <Subject payment={row} /> },
		{ id: "status", header: m.bill_status(), cell: (row) => <PaymentState payment={row} /> },
		{ id: "method", header: m.pay_method(), cell: (row) => meansOf(row) },
		{
			id: "reference",
			header: m.pay_reference(),
			cell: (row) => <Reference payment={row} />,
			from: "xl",
		},
		{ id: "at", header: m.pay_sent_at(), cell: (row) => <RelativeTime at={row.createdAt} />, sort: "createdAt" },
		{ id: "amount", header: m.bill_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
	];
}

function Subject({ payment }: { payment: Payment }) {
	const elsewhere = payment.target === "wallet" && payment.invoice !== null;
	return (
		<span className="grid">
			<span className="whitespace-nowrap">{subjectOf(payment)}</span>
			{elsewhere && <span className="text-note font-normal text-ink-muted">{m.pay_into_wallet()}</span>}
		</span>
	);
}

/** What a person wrote; a gateway's payment has only ids, which nobody looks for in a list. */
function Reference({ payment: { provider, reference } }: { payment: Payment }) {
	if (provider !== "manual") return <span className="text-ink-faint">–</span>;
	return <span className="break-all">{reference}</span>;
}

function PaymentState({ payment }: { payment: Payment }) {
	return (
		<span className="grid gap-1 max-md:justify-items-end">
			<StatusBadge of="payment" status={shownStatus(payment)} />
			{payment.rejectionReason && (
				<span className="max-w-72 text-note text-pretty text-ink-muted">{payment.rejectionReason}</span>
			)}
		</span>
	);
}

// "rejected" is our word for a failed review, not a state of the API.
const states = () => statusOptions("payment").filter(([status]) => status !== "rejected");

const over = new Set(["failed", "canceled", "expired"]);

export default function Payments({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const params = useSearchParams()[0];
	const filtered = params.has("status") || params.has("target");
	const mayPay = useMay()("payment.create");
	const settled = new Set(items.filter(({ status }) => !over.has(status)).map(invoiceOf));
	return (
		<>
			<PageHeader
				title={m.nav_payments()}
				description={m.pay_lead()}
				action={
					<ButtonLink to="/app/payments/cards" icon={<CreditCard aria-hidden />}>
						{m.pay_saved_cards()}
					</ButtonLink>
				}
			/>
			<Toolbar filters={["status", "target"]}>
				<FilterChip name="status" label={m.bill_status()} options={states()} />
				<FilterChip
					name="target"
					label={m.pay_target()}
					options={[
						["invoice", m.pay_target_invoice()],
						["wallet", m.pay_target_wallet()],
					]}
				/>
			</Toolbar>
			<DataTable
				caption={m.nav_payments()}
				rows={items}
				columns={paymentColumns()}
				rowId={(row) => row.id}
				rowName={(row) => `${subjectOf(row)}, ${meansOf(row)}`}
				rowHref={(row) => `/app/payments/${row.id}`}
				rowActions={(row) =>
					mayPay && row.invoice && row.status === "failed" && !settled.has(row.invoice.id)
						? [{ label: m.pay_again(), icon: <RotateCcw aria-hidden />, to: `/app/invoices/${row.invoice.id}/pay` }]
						: []
				}
				empty={
					<EmptyState icon={WalletCards} title={filtered ? m.pay_none_filtered() : m.pay_none()}>
						{filtered ? m.bill_none_filtered_text() : m.pay_none_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}

function invoiceOf(payment: Payment): string | undefined {
	return payment.invoice?.id;
}
