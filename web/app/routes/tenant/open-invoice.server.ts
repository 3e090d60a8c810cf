import type { Api } from "~/api.server";
import { outcome } from "~/api.server";
import type { Session } from "~/session.server";
import { may } from "./may.server";

/** The invoice that waits to be paid, for those who may see it: number, total, due date, and whether it is under review. */
export async function readOpenInvoice(client: Api, found: Session, id: string | null | undefined) {
	if (!id || !may(found, "invoice.read")) return null;
	const invoice = await outcome(client.GET("/api/v1/invoices/{id}", { params: { path: { id } } }));
	if (!invoice.ok) return null;
	const { number, status, total, dueAt, reviewing } = invoice.data;
	return { id, number, status, total, dueAt, reviewing: reviewing !== null, payable: may(found, "payment.create") };
}

export type OpenInvoice = NonNullable<Awaited<ReturnType<typeof readOpenInvoice>>>;
