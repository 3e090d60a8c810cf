import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import { moved } from "../move";

/** From the list: one method on or off, or a step up or down. */
export async function changeMethods(api: Api, form: FormData) {
	const id = String(form.get("switch") ?? "");
	if (!id) return moveMethod(api, String(form.get("up") ?? form.get("down")), form.has("up") ? -1 : 1);
	const enabled = form.get("enabled") === "true";
	const toast = enabled ? m.admin_methods_turned_on() : m.admin_methods_turned_off();
	const params = { path: { id } };
	return answer(outcome(api.PATCH("/api/v1/admin/payment-methods/{id}", { params, body: { enabled } })), toast);
}

async function moveMethod(api: Api, id: string, by: -1 | 1) {
	const query = { sort: "position", limit: 100 } as const;
	const all = await outcome(api.GET("/api/v1/admin/payment-methods", { params: { query } }));
	if (!all.ok) return answer(Promise.resolve(all), "");
	const before = all.data.items.map((method) => method.id);
	const ids = moved(before, id, by);
	return answer(outcome(api.PUT("/api/v1/admin/payment-methods/order", { body: { ids } })), m.admin_order_saved());
}
