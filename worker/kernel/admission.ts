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
import type { Gate } from "./gate";
import {
	type SystemPermission,
	systemRoleMay,
	TENANT_PERMISSIONS,
	type TenantPermission,
	tenantRoleMay,
} from "./permissions";
import type { Route } from "./route";
import type { SystemDb } from "./system-db";

type Caller = { base: BaseContext; db: SystemDb; session: Session | null; gate: Gate };

const REFUSED: Partial<Record<TenantStatus, ErrorCode>> = {
	pending: "tenant_pending",
	suspended: "tenant_suspended",
	closing: "tenant_suspended",
};

/** The context of the route's scope, or why this caller may not have it. */
export async function enter(route: Route, caller: Caller, tenantHeader: string | null) {
	const { base, db, session, gate } = caller;
	if (route.scope === "public") {
		// Webhooks are limited by their signatures: a provider comes from few addresses.
		if (!route.raw) await gate.anybody();
		return { ...base, installation: db } satisfies PublicContext;
	}
	if (gate.presentsKey) return admitKey(route, caller);
	if (!session) throw new AppError("unauthenticated");
	const { actor } = session;
	if (route.scope === "user")
		return { ...base, actor, session, locale: session.locale, installation: db } satisfies UserContext;
	if (route.scope === "tenant") return admitPerson(route, caller, session, tenantHeader);
	const permission = route.permission as SystemPermission;
	if (!actor.systemRole || !systemRoleMay(actor.systemRole, permission))
		throw new AppError("forbidden", `This needs the permission ${permission}.`);
	return { ...base, actor, locale: session.locale, db } satisfies SystemContext;
}

const endpointOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

async function admitPerson(route: Route, { base, db, gate }: Caller, session: Session, header: string | null) {
	const membership = activeMembership(session, header);
	if (!membership)
		throw header ? new AppError("not_found") : new AppError("forbidden", "You are in no organisation yet.");
	const { tenantId, role, status } = membership;
	await gate.person(tenantId, endpointOf(route));
	const permission = route.permission as TenantPermission;
	admit(status, permission, tenantRoleMay(role, permission));
	const { actor, locale } = session;
	return { ...base, actor, locale, db: db.tenant(tenantId), tenantId, role } satisfies TenantContext;
}

async function admitKey(route: Route, { base, db, gate }: Caller) {
	const { actor, tenantId, status, may } = await gate.machine(endpointOf(route));
	if (route.scope !== "tenant") throw new AppError("forbidden", "API keys act within their organisation only.");
	const permission = route.permission as TenantPermission;
	admit(status, permission, may(permission));
	return { ...base, actor, db: db.tenant(tenantId), tenantId, role: null } satisfies TenantContext;
}

/** What the tenant's own state allows comes with the permission. */
function admit(status: TenantStatus, permission: TenantPermission, allowed: boolean): void {
	if (status === "closed") throw new AppError("tenant_closed");
	if (!allowed) throw new AppError("forbidden", `This needs the permission ${permission}.`);
	const refusal = REFUSED[status];
	if (refusal && !("inactive" in TENANT_PERMISSIONS[permission])) throw new AppError(refusal);
}

/** The tenant a request is about: the header's, else the one last chosen, else the oldest membership. */
export function activeMembership({ memberships, activeTenantId }: Session, header: string | null): Membership | null {
	if (header) return memberships.find((m) => m.tenantId === header) ?? null;
	return memberships.find((m) => m.tenantId === activeTenantId) ?? memberships[0] ?? null;
}
