import { data } from "react-router";
import { TENANT_PERMISSIONS, type TenantPermission } from "#worker/kernel/permissions";
import type { Session } from "~/session.server";

const table = Object.entries(TENANT_PERMISSIONS);
const onlyWhileActive = new Set(table.filter(([, rule]) => !("inactive" in rule)).map(([name]) => name));

/** What the person can really do now: a role's permission counts only as far as the organisation's state lets it. */
export function usablePermissions({ permissions, tenant }: Session): string[] {
	if (!tenant || tenant.status === "active") return permissions;
	return permissions.filter((name) => !onlyWhileActive.has(name));
}

export function may(found: Session, permission: TenantPermission): boolean {
	return usablePermissions(found).includes(permission);
}

/** For pages that only make sense to those who may: anybody else sees which permission is missing. */
export function demand(found: Session, permission: TenantPermission): void {
	if (!may(found, permission)) throw data({ title: "", status: 403, code: "forbidden", detail: permission }, 403);
}
