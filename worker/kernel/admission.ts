import type {
	BaseContext,
	Membership,
	PublicContext,
	Session,
	SystemContext,
	TenantContext,
	TenantStatus,
	UserContext,
} from "./context";
import { AppError, type ErrorCode } from "./errors";
import {
	type SystemPermission,
	systemRoleMay,
	TENANT_PERMISSIONS,
	type TenantPermission,
	tenantRoleMay,
} from "./permissions";
import type { Route } from "./route";
import type { SystemDb } from "./system-db";

type Caller = { base: BaseContext; db: SystemDb; session: Session | null };

const REFUSED: Partial<Record<TenantStatus, ErrorCode>> = {
	pending: "tenant_pending",
	suspended: "tenant_suspended",
	closing: "tenant_suspended",
};

/** The context of the route's scope, or why this caller may not have it. */
export function enter(route: Route, { base, db, session }: Caller, tenantHeader: string | null) {
	if (route.scope === "public") return { ...base, installation: db } satisfies PublicContext;
	if (!session) throw new AppError("unauthenticated");
	const { actor } = session;
	if (route.scope === "user")
		return { ...base, actor, session, locale: session.locale, installation: db } satisfies UserContext;
	if (route.scope === "tenant") {
		const { tenantId, role } = admitMember(session, tenantHeader, route.permission as TenantPermission);
		return { ...base, actor, locale: session.locale, db: db.tenant(tenantId), tenantId, role } satisfies TenantContext;
	}
	const permission = route.permission as SystemPermission;
	if (!actor.systemRole || !systemRoleMay(actor.systemRole, permission))
		throw new AppError("forbidden", `This needs the permission ${permission}.`);
	return { ...base, actor, locale: session.locale, db } satisfies SystemContext;
}

function admitMember(session: Session, header: string | null, permission: TenantPermission): Membership {
	const membership = activeMembership(session, header);
	if (!membership)
		throw header ? new AppError("not_found") : new AppError("forbidden", "You are in no organisation yet.");
	if (membership.status === "closed") throw new AppError("tenant_closed");
	if (!tenantRoleMay(membership.role, permission))
		throw new AppError("forbidden", `This needs the permission ${permission}.`);
	const refusal = REFUSED[membership.status];
	if (refusal && !("inactive" in TENANT_PERMISSIONS[permission])) throw new AppError(refusal);
	return membership;
}

/** The tenant a request is about: the header's, else the one last chosen, else the oldest membership. */
export function activeMembership({ memberships, activeTenantId }: Session, header: string | null): Membership | null {
	if (header) return memberships.find((m) => m.tenantId === header) ?? null;
	return memberships.find((m) => m.tenantId === activeTenantId) ?? memberships[0] ?? null;
}
