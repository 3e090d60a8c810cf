import { type Api, outcome } from "~/api.server";

/** Names of the payment methods by code; a payment keeps the code of a method that was deleted since. */
export async function readMethodNames(client: Api): Promise<Record<string, string>> {
	const query = { sort: "position", limit: 100 } as const;
	const methods = await outcome(client.GET("/api/v1/admin/payment-methods", { params: { query } }));
	return methods.ok ? Object.fromEntries(methods.data.items.map(({ code, name }) => [code, name])) : {};
}
