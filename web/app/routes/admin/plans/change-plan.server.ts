import { data } from "react-router";
import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";

/** Publishes, hides, retires or deletes, as the dialog's form says. */
export async function changePlan(api: Api, id: string, intent: string) {
	const params = { path: { id } };
	const state = (event: "publish" | "hide" | "retire", toast: string) =>
		answer(outcome(api.POST("/api/v1/admin/plans/{id}/state", { params, body: { event } })), toast);
	switch (intent) {
		case "publish":
			return state("publish", m.admin_plans_published());
		case "hide":
			return state("hide", m.admin_plans_hidden());
		case "retire":
			return state("retire", m.admin_plans_retired());
		case "delete":
			return answer(outcome(api.DELETE("/api/v1/admin/plans/{id}", { params })), "");
		default:
			throw data(null, 400);
	}
}
