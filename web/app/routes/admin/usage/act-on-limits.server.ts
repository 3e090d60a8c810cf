import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import { textOf, unknownIntent } from "../posted.server";

const GB = 1024 ** 3;

/** Sets, lifts or resets what a tenant may use, shuts out a key, or moves it, as the dialog's form says. */
export function actOnLimits(client: Api, id: string, form: FormData) {
	const meter = textOf(form, "meter") ?? "";
	const quota = { params: { path: { id, meter } } };
	const tenant = { params: { path: { id } } };
	switch (form.get("intent")) {
		case "set-quota": {
			const asked = client.PUT("/api/v1/admin/tenants/{id}/quotas/{meter}", { ...quota, body: quotaOf(form, meter) });
			return answer(outcome(asked), m.admin_usage_quota_saved());
		}
		case "clear-quota":
			return answer(
				outcome(client.DELETE("/api/v1/admin/tenants/{id}/quotas/{meter}", quota)),
				m.admin_usage_quota_cleared(),
			);
		case "reset-quota": {
			const body = { reason: textOf(form, "reason") ?? "" };
			const asked = client.POST("/api/v1/admin/tenants/{id}/quotas/{meter}/reset", { ...quota, body });
			return answer(outcome(asked), m.admin_usage_quota_reset());
		}
		case "set-rates": {
			const number = (name: string) => Number(textOf(form, name));
			const body = { requests: number("requests"), windowSeconds: number("windowSeconds") };
			const asked = client.PUT("/api/v1/admin/tenants/{id}/rate-limits", { ...tenant, body });
			return answer(outcome(asked), m.admin_usage_rates_saved());
		}
		case "clear-rates":
			return answer(
				outcome(client.DELETE("/api/v1/admin/tenants/{id}/rate-limits", tenant)),
				m.admin_usage_rates_cleared(),
			);
		case "revoke-key": {
			const path = { id, key: textOf(form, "key") ?? "" };
			const body = { reason: textOf(form, "reason") ?? "" };
			const asked = client.POST("/api/v1/admin/tenants/{id}/api-keys/{key}/revoke", { params: { path }, body });
			return answer(outcome(asked), m.keys_revoked());
		}
		case "move": {
			const body = { shard: textOf(form, "shard") ?? "" };
			return answer(
				outcome(client.POST("/api/v1/admin/tenants/{id}/move", { ...tenant, body })),
				m.admin_usage_moving(),
			);
		}
		default:
			return unknownIntent();
	}
}

/** What is no number becomes one that the API refuses by its own words. */
function quotaOf(form: FormData, meter: string): { limit: number | null; hard: boolean } {
	const hard = form.get("hard") !== "false";
	if (form.get("unlimited") === "true") return { limit: null, hard };
	const typed = Number(textOf(form, "limit") ?? Number.NaN);
	if (Number.isNaN(typed)) return { limit: -1, hard };
	return { limit: meter === "storage_bytes" ? Math.round(typed * GB) : typed, hard };
}
