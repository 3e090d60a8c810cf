import {
	isForMachines,
	scopeOf,
	TENANT_PERMISSIONS,
	type TenantPermission,
	type TenantRole,
	tenantRoleMay,
} from "#worker/kernel/permissions";

export const KEY_ENVIRONMENTS = ["live", "test"] as const;
export type KeyEnvironment = (typeof KEY_ENVIRONMENTS)[number];

export const KEY_STATES = ["active", "expired", "revoked"] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** Keys of one tenant that work at the same time. */
export const MOST_KEYS = 1_000;
/** How long a key may go on after it was rolled. */
export const LONGEST_OVERLAP_SECONDS = 7 * 86_400;

const MACHINE_PERMISSIONS = (Object.keys(TENANT_PERMISSIONS) as TenantPermission[]).filter(isForMachines);

/** Every scope there is: `*` stands for each resource, or for both kinds of access. Writing does not include reading. */
export const SCOPES: readonly string[] = [
	...new Set([
		"*:*",
		"*:read",
		"*:write",
		...MACHINE_PERMISSIONS.flatMap((permission) => {
			const { resource, access } = scopeOf(permission);
			return [`${resource}:${access}`, `${resource}:*`];
		}),
	]),
].sort();

/** True when one of the scopes covers the permission. Whether a machine may have it at all is another question. */
export function scopeAllows(scopes: readonly string[], permission: TenantPermission): boolean {
	const { resource, access } = scopeOf(permission);
	return [`${resource}:${access}`, `${resource}:*`, `*:${access}`, "*:*"].some((scope) => scopes.includes(scope));
}

/** What a key may do: what its scopes cover, and never what is for people. */
export const keyMay = (key: { scopes: readonly string[] }, permission: TenantPermission): boolean =>
	isForMachines(permission) && scopeAllows(key.scopes, permission);

/** What a key with these scopes might do and a person of this role may not: nobody gives what they have not. */
export const beyondRole = (role: TenantRole, scopes: readonly string[]): TenantPermission[] =>
	MACHINE_PERMISSIONS.filter((permission) => keyMay({ scopes }, permission) && !tenantRoleMay(role, permission));

type Life = { expiresAt: number | null; revokedAt: number | null };

export function keyState({ expiresAt, revokedAt }: Life, now: number): KeyState {
	if (revokedAt !== null) return "revoked";
	return expiresAt !== null && expiresAt <= now ? "expired" : "active";
}

/** A key works from its making until it is revoked or the instant it expires at, that instant not included. */
export const isUsable = (key: Life, now: number): boolean => keyState(key, now) === "active";

type Rolling = Life & { createdAt: number; replacedBy: string | null };

/**
 * What rolling does: the old key ends with the overlap, unless it ends before; the new one lives as long as the old one
 * was given. Refused when the old one does not work any more, or was rolled already.
 */
export function planRoll(key: Rolling, overlapSeconds: number, now: number) {
	const state = keyState(key, now);
	if (state !== "active") return { refused: state } as const;
	if (key.replacedBy !== null) return { refused: "replaced" } as const;
	const oldEnds = Math.min(key.expiresAt ?? Number.POSITIVE_INFINITY, now + overlapSeconds * 1000);
	return { oldEnds, newEnds: key.expiresAt === null ? null : now + key.expiresAt - key.createdAt } as const;
}
