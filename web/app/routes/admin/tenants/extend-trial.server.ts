import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import { keyOf, textOf } from "../posted.server";

/** Takes the dialog's form: more days for the trial of this tenant. */
export function extendTrial(client: Api, form: FormData) {
	const body = { days: Number(textOf(form, "days")), reason: textOf(form, "reason") ?? "" };
	const params = { path: { id: textOf(form, "subscriptionId") ?? "" }, header: keyOf(form) };
	const asked = client.POST("/api/v1/admin/subscriptions/{id}/extend-trial", { params, body });
	return answer(outcome(asked), m.admin_tenants_extend_trial_done());
}
