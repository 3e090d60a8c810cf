import { type Api, outcome } from "~/api.server";

/** Every plan by code and name, in its order; none when they cannot be read. */
export async function planNames(client: Api): Promise<{ code: string; name: string }[]> {
	const query = { sort: "position", limit: 100 } as const;
	const plans = await outcome(client.GET("/api/v1/admin/plans", { params: { query } }));
	return plans.ok ? plans.data.items.map(({ code, name }) => ({ code, name })) : [];
}
