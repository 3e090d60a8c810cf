import type { Schema } from "@sewa/sdk";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";

export function DashboardInvoices({ invoices }: { invoices: Schema<"InvoiceSummary">[] }) {
	return (
		<Card>
			<CardHeader title={m.home_invoices()} action={invoices.length > 0 && <AllLink to="/app/invoices" />} />
			{invoices.length === 0 ? (
				<CardBody className="text-ink-muted">{m.bill_none_text()}</CardBody>
			) : (
				<ul className="divide-y divide-line">
					{invoices.map((invoice) => (
						<li
							key={invoice.id}
							className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 transition-colors hover:bg-hover md:grid-cols-[minmax(0,1fr)_auto_8rem] md:px-5"
						>
							<span className="min-w-0">
								<Link
									to={`/app/invoices/${invoice.id}`}
									prefetch="intent"
									className="font-medium after:absolute after:inset-0"
								>
									{invoice.number}
								</Link>
								<span className="block text-note text-ink-muted">
									<DateTime at={invoice.openedAt} />
								</span>
							</span>
							<StatusBadge of="invoice" status={invoice.status} className="justify-self-end" />
							<Money
								value={invoice.total}
								className="font-medium max-md:col-start-1 max-md:row-start-2 md:text-right"
							/>
						</li>
					))}
				</ul>
			)}
		</Card>
	);
}

export function AllLink({ to }: { to: string }) {
	return (
		<Link to={to} prefetch="intent" className="text-note text-accent-ink underline-offset-4 hover:underline">
			{m.home_see_all()}
		</Link>
	);
}
