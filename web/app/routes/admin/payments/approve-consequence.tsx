import type { Schema } from "@sewa/sdk";
import { Check } from "lucide-react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";

type ApproveConsequenceProps = {
	payment: Schema<"SystemPayment">;
	invoice: Schema<"SystemInvoice"> | null;
	tenant: Schema<"SystemTenantDetail">;
};

function invoiceLines(invoice: Schema<"SystemInvoice">, tenant: Schema<"SystemTenantDetail">): string[] {
	const locale = getLocale();
	return [
		m.admin_payments_then_invoice({ number: invoice.number }),
		...invoice.lines.map((line) => m.admin_payments_then_plan({ line: line.description[locale] })),
		...(tenant.status === "pending" ? [m.admin_payments_then_tenant({ tenant: tenant.name })] : []),
		m.admin_payments_then_mail({ email: invoice.buyer.email }),
	];
}

/** An invoice that was paid by other means, or is void, leaves the money to the wallet. */
export const takesMoney = ({ status }: Pick<Schema<"SystemInvoice">, "status">): boolean =>
	status !== "paid" && status !== "void";

/** Everything that an approval sets in motion, line by line. */
export function ApproveConsequence({ payment, invoice, tenant }: ApproveConsequenceProps) {
	const amount = formatMoney(payment.amount, getLocale());
	const lines = [
		m.admin_payments_then_ledger({ amount }),
		...(invoice && takesMoney(invoice)
			? invoiceLines(invoice, tenant)
			: [m.admin_payments_then_wallet({ tenant: tenant.name })]),
	];
	return (
		<div className="grid gap-2">
			<p>{m.admin_payments_approve_text()}</p>
			<ul className="grid gap-1.5 text-ink">
				{lines.map((line) => (
					<li key={line} className="flex gap-2">
						<Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
						<span className="min-w-0 break-words">{line}</span>
					</li>
				))}
			</ul>
			{invoice && !takesMoney(invoice) && (
				<p className="text-wait">{m.admin_payments_needs_none({ number: invoice.number })}</p>
			)}
			{(tenant.status === "suspended" || tenant.status === "closing") && (
				<p className="text-wait">{m.admin_payments_stays({ tenant: tenant.name })}</p>
			)}
		</div>
	);
}
