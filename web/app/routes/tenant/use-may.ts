import { useRouteLoaderData } from "react-router";
import type { TenantPermission } from "#worker/kernel/permissions";
import type { loader } from "./layout";

/** Whether the person may do something here, so that nobody is offered what would be refused. */
export function useMay(): (permission: TenantPermission) => boolean {
	const permissions = useRouteLoaderData<typeof loader>("routes/tenant/layout")?.permissions ?? [];
	return (permission) => permissions.includes(permission);
}
