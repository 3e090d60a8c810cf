import type { Api } from "~/api.server";
import { outcome } from "~/api.server";

/** Names of the payment methods by code; a method that was deleted keeps its code. */
export async function readMethodNames(client: Api): Promise<Record<string, string>> {
	const methods = await outcome(client.GET("/api/v1/payment-methods"));
	if (!methods.ok) return {};
	return Object.fromEntries(methods.data.items.map(({ code, name }) => [code, name]));
}
