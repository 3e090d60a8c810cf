import type { Schema } from "@sewa/sdk";
import { data } from "react-router";
import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { startOfDay } from "~/calendar.server";
import { m } from "~/paraglide/messages.js";
import { toMinor } from "~/ui/form/minor-units";
import { amountOf, currencyOf, keyOf, textOf, unknownIntent } from "../posted.server";

/** Does to an invoice what the dialog's form says. */
export async function actOnInvoice(client: Api, id: string, form: FormData, timeZone: string) {
	const params = { path: { id }, header: keyOf(form) };
	const body = { reason: textOf(form, "reason") ?? "" };
	switch (form.get("intent")) {
		case "send": {
			const sent = await outcome(client.POST("/api/v1/admin/invoices/{id}/send", { params }));
			return answer(Promise.resolve(sent), sent.ok ? m.admin_invoice_acts_sent({ email: sent.data.buyer.email }) : "");
		}
		case "open":
			return answer(
				outcome(client.POST("/api/v1/admin/invoices/{id}/open", { params })),
				m.admin_invoice_acts_opened(),
			);
		case "void":
			return answer(
				outcome(client.POST("/api/v1/admin/invoices/{id}/void", { params, body })),
				m.admin_invoice_acts_voided(),
			);
		case "uncollectible":
			return answer(
				outcome(client.POST("/api/v1/admin/invoices/{id}/uncollectible", { params, body })),
				m.admin_invoice_acts_gave_up(),
			);
		case "mark-paid":
			return markPaid(client, params, form, timeZone);
		case "credit":
			return credit(client, params, form);
		default:
			return unknownIntent();
	}
}

type Params = { path: { id: string }; header: ReturnType<typeof keyOf> };

async function markPaid(client: Api, params: Params, form: FormData, timeZone: string) {
	const method = textOf(form, "method");
	// Noon of that day, where the person is: a bank statement names days.
	const day = startOfDay(textOf(form, "paidOn") ?? null, timeZone);
	const paidAt = day && new Date(Date.parse(day) + 12 * 3_600_000).toISOString();
	const body = { reference: textOf(form, "reference") ?? "", ...(paidAt && { paidAt }), ...(method && { method }) };
	const done = await outcome(client.POST("/api/v1/admin/invoices/{id}/mark-paid", { params, body }));
	const paid = done.ok && done.data.status === "paid";
	return answer(Promise.resolve(done), paid ? m.admin_invoice_acts_marked_paid() : m.admin_invoice_acts_marked_first());
}

async function credit(client: Api, params: Params, form: FormData) {
	const reason = textOf(form, "reason") ?? "";
	const body = form.get("what") === "lines" ? { lines: linesOf(form), reason } : { amount: amountOf(form), reason };
	const done = await outcome(client.POST("/api/v1/admin/invoices/{id}/credit-notes", { params, body }));
	if (!done.ok) return data({ problem: done.problem }, done.problem.status);
	return { ok: true as const, toast: toastOf(done.data) };
}

function toastOf({ refund }: Schema<"RefundAnswer">): string {
	if (!refund) return m.admin_refunds_asked();
	return m.admin_invoice_acts_credited({ number: refund.creditNote?.number ?? "" });
}

/** `line.0`, `line.1`, …: those that were filled in. */
function linesOf(form: FormData): { position: number; amount: number }[] {
	const currency = currencyOf(form.get("currency"));
	return [...form].flatMap(([name, value]) => {
		const position = /^line\.(\d+)$/.exec(name)?.[1];
		if (position === undefined || typeof value !== "string" || !value.trim()) return [];
		return [{ position: Number(position), amount: toMinor(value, currency) ?? 0 }];
	});
}
