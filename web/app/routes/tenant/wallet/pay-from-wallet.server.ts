import { data, redirect } from "react-router";
import { type Api, outcome, required } from "~/api.server";

/** Pays the invoice that waits, from the wallet; the payment's own page says what is active now. */
export async function payFromWallet(client: Api, form: FormData) {
	const params = { path: { id: String(form.get("invoice")) } };
	const invoice = await required(client.GET("/api/v1/invoices/{id}", { params }));
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const body = { method: "wallet", amount: invoice.total };
	const paid = await outcome(client.POST("/api/v1/invoices/{id}/payments", { params, body, headers }));
	if (!paid.ok) return data({ problem: paid.problem }, paid.problem.status);
	throw redirect(`/app/payments/${paid.data.id}`);
}
