import { data } from "react-router";
import { ReasonInput } from "#worker/modules/tenants/schemas";
import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";

/** Suspends, reactivates, closes or keeps a tenant, as the dialog's form says. */
export async function changeStatus(api: Api, id: string, form: FormData) {
	const input = ReasonInput.safeParse({ reason: form.get("reason") });
	if (!input.success) {
		const title = m.admin_tenants_reason_missing();
		return data({ problem: { type: "about:blank", code: "reason_missing", title, status: 422 } }, 422);
	}
	const call = { params: { path: { id } }, body: input.data };
	switch (form.get("intent")) {
		case "suspend":
			return answer(outcome(api.POST("/api/v1/admin/tenants/{id}/suspend", call)), m.admin_tenants_suspended());
		case "reactivate":
			return answer(outcome(api.POST("/api/v1/admin/tenants/{id}/reactivate", call)), m.admin_tenants_reactivated());
		case "close":
			return answer(outcome(api.POST("/api/v1/admin/tenants/{id}/close", call)), m.admin_tenants_closing());
		case "keep":
			return answer(outcome(api.POST("/api/v1/admin/tenants/{id}/keep", call)), m.admin_tenants_kept());
		default:
			throw data(null, 400);
	}
}
