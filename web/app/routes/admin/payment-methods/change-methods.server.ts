import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import { answer } from "../answer.server";
import { moved } from "../move";

/** From the list: one method on or off, or a step up or down. */
export async function changeMethods(api: Api, form: FormData) {
	const id = String(form.get("switch") ?? "");
	if (!id) return moveMethod(api, String(form.get("up") ?? form.get("down")), form.has("up") ? -1 : 1);
	const enabled = form.get("enabled") === "true";
	const toast = enabled ? m.admin_methods_turned_on() : m.admin_methods_turned_off();
	return answer(outcome(patch(api, id, { enabled })), toast);
}

async function moveMethod(api: Api, id: string, by: -1 | 1) {
	const query = { sort: "position", limit: 100 } as const;
	const all = await outcome(api.GET("/api/v1/admin/payment-methods", { params: { query } }));
	if (!all.ok) return answer(Promise.resolve(all), "");
	const methods = all.data.items;
	const target = methods.find((method) => method.id === id);
	const order = target ? moved(methods, target, by) : methods;
	const changed = order.flatMap((method, index) => {
		const position = (index + 1) * 10;
		return method.position === position ? [] : [{ id: method.id, position }];
	});
	const saved = await Promise.all(changed.map(({ id: each, position }) => outcome(patch(api, each, { position }))));
	const failed = saved.find((one) => !one.ok);
	return answer(Promise.resolve(failed ?? all), m.admin_order_saved());
}

function patch(api: Api, id: string, body: { enabled?: boolean; position?: number }) {
	return api.PATCH("/api/v1/admin/payment-methods/{id}", { params: { path: { id } }, body });
}
