import { redirect } from "react-router";
import { answer } from "~/answer.server";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { Route } from "./+types/cancel-plan-change";

/** Gives up an order that is not paid, whose invoice becomes void, or a change that is still to come. */
export async function action({ request, params, context }: Route.ActionArgs) {
	const path = { id: params.id };
	const scheduled = (await request.formData()).get("kind") === "scheduled";
	return answer(
		outcome(context.get(api).POST("/api/v1/plan-changes/{id}/cancel", { params: { path } })),
		scheduled ? m.change_kept() : m.purchase_given_up(),
	);
}

export function loader() {
	return redirect("/app/billing");
}
