import { data } from "react-router";
import { answer } from "~/answer.server";
import { type Api, outcome } from "~/api.server";
import { startOfDay } from "~/calendar.server";
import { m } from "~/paraglide/messages.js";
import { amountOf, keyOf, textOf, unknownIntent } from "../posted.server";

type GrantKind = "paid" | "promotional" | "trial" | "referral";

/** Moves a tenant's money or credit as the dialog's form says. */
export async function actOnWallet(client: Api, tenantId: string, form: FormData, timeZone: string) {
	const params = { path: { tenantId }, header: keyOf(form) };
	const hold = { path: { tenantId, id: String(form.get("holdId")) }, header: keyOf(form) };
	const reason = textOf(form, "reason") ?? "";
	switch (form.get("intent")) {
		case "adjust": {
			const direction = form.get("direction") === "debit" ? ("debit" as const) : ("credit" as const);
			const body = { direction, amount: amountOf(form), reason };
			const done = await outcome(client.POST("/api/v1/admin/wallets/{tenantId}/adjustments", { params, body }));
			if (!done.ok) return data({ problem: done.problem }, done.problem.status);
			const { approvalId } = done.data;
			return { ok: true as const, approvalId, toast: approvalId ? m.admin_refunds_asked() : m.admin_wallet_adjusted() };
		}
		case "grant": {
			// The day that is named still counts.
			const expiresAt = startOfDay(textOf(form, "expiresOn") ?? null, timeZone, 1);
			const body = { kind: textOf(form, "kind") as GrantKind, amount: amountOf(form), reason, expiresAt };
			const asked = client.POST("/api/v1/admin/wallets/{tenantId}/grants", { params, body });
			return answer(outcome(asked), m.admin_wallet_granted());
		}
		case "release": {
			const asked = client.POST("/api/v1/admin/wallets/{tenantId}/holds/{id}/release", { params: hold });
			return answer(outcome(asked), m.admin_wallet_released());
		}
		case "finalise": {
			const body = { amount: amountOf(form), product: textOf(form, "product") ?? "" };
			const asked = client.POST("/api/v1/admin/wallets/{tenantId}/holds/{id}/finalise", { params: hold, body });
			return answer(outcome(asked), m.admin_wallet_finalised());
		}
		default:
			return unknownIntent();
	}
}
