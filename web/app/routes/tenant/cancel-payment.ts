import { redirect } from "react-router";
import { answer } from "~/answer.server";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { Route } from "./+types/cancel-payment";

/** Takes a payment back while it is under review; the invoice can be paid again. */
export async function action({ params, context }: Route.ActionArgs) {
	const path = { id: params.id };
	return answer(
		outcome(context.get(api).POST("/api/v1/payments/{id}/cancel", { params: { path } })),
		m.pay_taken_back(),
	);
}

export function loader() {
	return redirect("/app/payments");
}
