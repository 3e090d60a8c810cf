import { required } from "~/api.server";
import { api } from "~/context";
import type { Route } from "./+types/payment-state";

/** What the page of a payment looks at again and again: small, and without the rest of the page. */
export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const { status, channel } = await required(context.get(api).GET("/api/v1/payments/{id}", { params: { path } }));
	return { status, channel };
}
