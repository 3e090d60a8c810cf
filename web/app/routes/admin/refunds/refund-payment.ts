import { data } from "react-router";
import { type Api, outcome } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { amountOf, keyOf, textOf } from "../posted.server";
import type { Route } from "./+types/refund-payment";

type Way = "provider" | "manual" | "wallet";

/** Takes the refund dialog's form from the page of a payment. */
export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const done = await refund(context.get(api), params.id, form);
	if (!done.ok) return data({ problem: done.problem }, done.problem.status);
	const given = done.data.refund;
	if (!given) return { ok: true as const, toast: m.admin_refunds_asked() };
	const words = {
		succeeded: m.admin_refunds_done,
		pending: m.admin_refunds_under_way,
		requested: m.admin_refunds_under_way,
	};
	if (given.status === "failed") return { ok: true as const, toast: given.failureReason ?? "" };
	return { ok: true as const, toast: given.way === "manual" ? m.admin_refunds_to_do() : words[given.status]() };
}

function refund(client: Api, id: string, form: FormData) {
	const way = textOf(form, "way") as Way | undefined;
	const body = { amount: amountOf(form), reason: textOf(form, "reason") ?? "", ...(way && { way }) };
	const params = { path: { id }, header: keyOf(form) };
	return outcome(client.POST("/api/v1/admin/payments/{id}/refunds", { params, body }));
}
