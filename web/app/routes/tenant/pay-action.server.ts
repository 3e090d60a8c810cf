import { data, redirect } from "react-router";
import { PaymentInput } from "#worker/modules/billing/payments/schemas";
import { type Api, outcome, required, uploadFile } from "~/api.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { problemMessage } from "~/problem-message";
import { isGateway } from "./payment-words";

const PayInput = PaymentInput.omit({ amount: true });

/** The proof comes as an id when the page uploaded it, or as the file itself when the page has no JavaScript. */
export async function payInvoice(client: Api, id: string, form: FormData) {
	const path = { id };
	const method = String(form.get("method"));
	const online = isGateway(method) || method === "wallet";
	const { proofFileId, refused } = await takeProof(client, form, online);
	const submission = parseForm(form, PayInput);
	if (refused) {
		const fieldErrors = { proof: [problemMessage(refused)] };
		return data({ lastResult: submission.reply({ fieldErrors }), proofFileId }, refused.status);
	}
	if (submission.status !== "success") return data({ ...invalidForm(submission).data, proofFileId }, 422);
	const invoice = await required(client.GET("/api/v1/invoices/{id}", { params: { path } }));
	const { save, ...rest } = submission.value;
	const body = { ...(online ? { method } : rest), ...(method === "stripe" && { save: save ?? false }) };
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const paid = await outcome(
		client.POST("/api/v1/invoices/{id}/payments", {
			params: { path },
			body: { ...body, method, amount: invoice.total },
			headers,
		}),
	);
	// The page of the payment takes the browser on: a form may not lead to another origin.
	if (paid.ok) throw redirect(online ? `/app/payments/${paid.data.id}?go=1` : `/app/invoices/${id}/pay`);
	// Under review or paid by now: the page itself says which.
	if (paid.problem.code === "already_exists" || paid.problem.code === "conflict")
		throw redirect(`/app/invoices/${id}/pay`);
	return data({ ...refusedForm(submission, paid.problem).data, proofFileId }, paid.problem.status);
}

async function takeProof(client: Api, form: FormData, online: boolean) {
	const proof = form.get("proof");
	form.delete("proof");
	if (online || !(proof instanceof File) || proof.size === 0) return { proofFileId: null, refused: null };
	const uploaded = await uploadFile(client, proof);
	if (!uploaded.ok) return { proofFileId: null, refused: uploaded.problem };
	form.set("proofFileId", uploaded.data.id);
	return { proofFileId: uploaded.data.id, refused: null };
}
