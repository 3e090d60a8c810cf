import { data, redirect } from "react-router";
import { answer } from "~/answer.server";
import { type Api, outcome, required } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import { providerName } from "./payment-words";

/** The buttons of a payment's page: ask the provider, give up, try again. */
export async function actOnPayment(client: Api, id: string, form: FormData) {
	const params = { path: { id } };
	const payment = await required(client.GET("/api/v1/payments/{id}", { params }));
	const intent = form.get("intent");
	if (intent === "cancel")
		return answer(outcome(client.POST("/api/v1/payments/{id}/cancel", { params })), m.payment_given_up());
	if (intent !== "again") {
		const toast = m.payment_asked({ gateway: providerName(payment) });
		const asked = await outcome(client.POST("/api/v1/payments/{id}/check", { params }));
		if (!asked.ok) return data({ problem: asked.problem }, asked.problem.status);
		// Nobody wants to hear of it when the page asks by itself.
		return intent === "check" ? { ok: true as const, toast } : { ok: true as const };
	}
	if (!payment.invoice) throw redirect("/app/wallet/top-up");
	return startAgain(client, payment.invoice.id, payment.provider, String(form.get("key")));
}

/** A new checkout at the same gateway; where the invoice needs none any more, its page says why. */
async function startAgain(client: Api, invoiceId: string, method: string, key: string) {
	const params = { path: { id: invoiceId } };
	const invoice = await required(client.GET("/api/v1/invoices/{id}", { params }));
	const body = { method, amount: invoice.total };
	const headers = { "Idempotency-Key": key };
	const started = await outcome(client.POST("/api/v1/invoices/{id}/payments", { params, body, headers }));
	if (started.ok) throw redirect(`/app/payments/${started.data.id}?go=1`);
	if (started.problem.code === "conflict") throw redirect(`/app/invoices/${invoiceId}/pay`);
	return data({ problem: started.problem }, started.problem.status);
}
