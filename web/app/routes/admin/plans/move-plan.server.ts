import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import { moved } from "../move";

/** One step up or down in the order of the price list. */
export async function movePlan(api: Api, form: FormData) {
	const plans = await outcome(api.GET("/api/v1/admin/plans", { params: { query: { sort: "position", limit: 50 } } }));
	if (!plans.ok) return answer(Promise.resolve(plans), "");
	const planIds = moved(
		plans.data.items.map((plan) => plan.id),
		String(form.get("up") ?? form.get("down")),
		form.has("up") ? -1 : 1,
	);
	return answer(outcome(api.PUT("/api/v1/admin/plans/order", { body: { planIds } })), m.admin_order_saved());
}
