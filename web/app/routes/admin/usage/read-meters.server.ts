import { type Api, outcome } from "~/api.server";

/** Names of all meters; none where somebody may not know them. */
export async function readMeters(client: Api) {
	const query = { limit: 100, sort: "createdAt" } as const;
	const page = await outcome(client.GET("/api/v1/admin/meters", { params: { query } }));
	return page.ok ? page.data.items.map(({ code, name, source, state }) => ({ code, name, source, state })) : [];
}
