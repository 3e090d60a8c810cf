import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";

/** What the page's buttons do: compare now, carry out a remedy, settle by hand. */
export function reconciliationAction(client: Api, form: FormData) {
	const path = { id: String(form.get("id") ?? "") };
	switch (form.get("intent")) {
		case "remedy":
			return answer(
				outcome(client.POST("/api/v1/admin/reconciliation/{id}/remedy", { params: { path } })),
				m.admin_reconciliation_done(),
			);
		case "resolve": {
			const body = { note: String(form.get("note") ?? "") };
			return answer(
				outcome(client.POST("/api/v1/admin/reconciliation/{id}/resolve", { params: { path }, body })),
				m.admin_reconciliation_resolve_done(),
			);
		}
		default:
			return answer(outcome(client.POST("/api/v1/admin/reconciliation/run")), m.admin_reconciliation_ran());
	}
}
