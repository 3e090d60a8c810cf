import { type Api, required } from "~/api.server";

/** The chosen organisation of `?tenantId=`, or the first ones by name that `?q=` asks for. */
export async function pickTenant(client: Api, request: Request) {
	const { searchParams } = new URL(request.url);
	const id = searchParams.get("tenantId");
	if (id) {
		const tenant = await required(client.GET("/api/v1/admin/tenants/{id}", { params: { path: { id } } }));
		return { tenant, tenants: [] };
	}
	const search = searchParams.get("q")?.trim().slice(0, 40);
	const query = { limit: 10, ...(search && { search }) };
	const { items } = await required(client.GET("/api/v1/admin/tenants", { params: { query } }));
	return { tenant: null, tenants: items };
}
