import { data, redirect } from "react-router";
import * as z from "zod";
import { Currency } from "#worker/kernel/money";
import { TopUpInput } from "#worker/modules/billing/wallet/schemas";
import { type Api, outcome, uploadFile } from "~/api.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { problemMessage } from "~/problem-message";
import { isGateway } from "../payment-words";

const TopUpForm = TopUpInput.extend({ amount: z.coerce.number().int(), currency: Currency });

/** Starts a checkout and goes to the payment's page, which leads to the gateway; by hand it is kept for review. */
export async function startTopUp(client: Api, form: FormData) {
	const online = isGateway(String(form.get("provider")));
	const proof = await takeProof(client, form, online);
	const submission = parseForm(form, TopUpForm);
	if (proof.refused) {
		const fieldErrors = { proof: [problemMessage(proof.refused)] };
		return data({ lastResult: submission.reply({ fieldErrors }), proofFileId: null }, proof.refused.status);
	}
	const { proofFileId } = proof;
	if (submission.status !== "success") return data({ ...invalidForm(submission).data, proofFileId }, 422);
	const { amount, currency, provider, save, ...byHand } = submission.value;
	const how = online ? provider === "stripe" && { save: save ?? false } : byHand;
	const body = { amount: { amount, currency }, provider, ...how };
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const started = await outcome(client.POST("/api/v1/wallet/top-ups", { body, headers }));
	if (started.ok) throw redirect(`/app/payments/${started.data.id}${online ? "?go=1" : ""}`);
	return data({ ...refusedForm(submission, started.problem).data, proofFileId }, started.problem.status);
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
