import type { Api } from "~/api.server";
import { outcome } from "~/api.server";
import type { Session } from "~/session.server";
import { may } from "./may.server";

/** The invoice that waits to be paid, for those who may see it, and what became of the last attempt to pay it. */
export async function readOpenInvoice(client: Api, found: Session, id: string | null | undefined) {
	if (!id || !may(found, "invoice.read")) return null;
	const [invoice, payments] = await Promise.all([
		outcome(client.GET("/api/v1/invoices/{id}", { params: { path: { id } } })),
		outcome(client.GET("/api/v1/payments", { params: { query: { invoiceId: id, limit: 1 } } })),
	]);
	if (!invoice.ok) return null;
	const { number, status, total, dueAt, reviewing } = invoice.data;
	const last = payments.ok ? payments.data.items[0] : undefined;
	return {
		id,
		number,
		status,
		total,
		dueAt,
		reviewing: reviewing !== null,
		rejection: last?.status === "failed" ? last.rejectionReason : null,
		payable: may(found, "payment.create"),
	};
}

export type OpenInvoice = NonNullable<Awaited<ReturnType<typeof readOpenInvoice>>>;
