export const TENANT_ROLES = ["owner", "admin", "member"] as const;
export type TenantRole = (typeof TENANT_ROLES)[number];
export const SYSTEM_ROLES = ["admin", "operator"] as const;
export type SystemRole = (typeof SYSTEM_ROLES)[number];

const everyone = ["owner", "admin", "member"] as const;
const managers = ["owner", "admin"] as const;
const staff = ["admin", "operator"] as const;
const admins = ["admin"] as const;

/**
 * What a member may do in their tenant. `inactive: true` marks what stays possible while the tenant waits
 * for its first payment or is suspended: reading, paying, and shutting out a key. `people: true` marks what no API key
 * may do, whatever its scopes: who has access, what is bought, and whether it goes on, is for people to say. A machine
 * may read, and pay what is owed.
 */
export const TENANT_PERMISSIONS = {
	"tenant.read": { roles: everyone, inactive: true },
	"tenant.update": { roles: managers, people: true },
	"subscription.read": { roles: everyone, inactive: true },
	"plan_change.read": { roles: managers, inactive: true },
	"plan_change.create": { roles: managers, inactive: true, people: true },
	"subscription.cancel": { roles: managers, inactive: true, people: true },
	"subscription.pause": { roles: managers, people: true },
	"invoice.read": { roles: managers, inactive: true },
	"payment.read": { roles: managers, inactive: true },
	"payment.create": { roles: managers, inactive: true },
	"payment.cancel": { roles: managers, inactive: true },
	"payment_method.read": { roles: managers, inactive: true },
	"wallet.read": { roles: managers, inactive: true },
	"wallet.top_up": { roles: managers, inactive: true },
	"wallet.update": { roles: managers, people: true },
	"file.create": { roles: managers, inactive: true },
	"file.read": { roles: managers, inactive: true },
	"member.read": { roles: everyone, inactive: true, people: true },
	"member.invite": { roles: managers, people: true },
	"member.update": { roles: managers, people: true },
	"member.remove": { roles: managers, people: true },
	"api_key.read": { roles: managers, inactive: true, people: true },
	"api_key.create": { roles: managers, people: true },
	"api_key.revoke": { roles: managers, inactive: true, people: true },
	"entitlement.read": { roles: everyone, inactive: true },
	"usage.read": { roles: everyone, inactive: true },
	"usage.create": { roles: managers },
	"usage.dismiss": { roles: managers },
	"audit_log.read": { roles: managers, inactive: true },
	"api_log.read": { roles: managers, inactive: true },
} as const satisfies Record<string, { roles: readonly TenantRole[]; inactive?: true; people?: true }>;

/** What a system user may do across the installation. */
export const SYSTEM_PERMISSIONS = {
	"system.overview.read": { roles: staff },
	"system.tenant.read": { roles: staff },
	"system.tenant.suspend": { roles: staff },
	"system.tenant.close": { roles: admins },
	"system.plan.read": { roles: staff },
	"system.plan.write": { roles: admins },
	"system.payment_method.read": { roles: staff },
	"system.payment_method.write": { roles: admins },
	"system.invoice.read": { roles: staff },
	"system.invoice.write": { roles: staff },
	"system.refund.read": { roles: staff },
	"system.refund.create": { roles: staff },
	"system.approval.read": { roles: staff },
	"system.approval.decide": { roles: staff },
	"system.tax.read": { roles: staff },
	"system.payment.read": { roles: staff },
	"system.payment.approve": { roles: staff },
	"system.payment.reject": { roles: staff },
	"system.payment_provider.read": { roles: staff },
	"system.payment_provider.write": { roles: admins },
	"system.inbox.read": { roles: staff },
	"system.inbox.replay": { roles: staff },
	"system.file.read": { roles: staff },
	"system.ledger.read": { roles: staff },
	"system.wallet.read": { roles: staff },
	"system.wallet.adjust": { roles: staff },
	"system.plan_change.read": { roles: staff },
	"system.plan_change.write": { roles: staff },
	"system.coupon.read": { roles: staff },
	"system.coupon.write": { roles: admins },
	"system.dunning.read": { roles: staff },
	"system.dunning.write": { roles: staff },
	"system.billing_settings.read": { roles: staff },
	"system.billing_settings.write": { roles: admins },
	"system.seller.read": { roles: staff },
	"system.seller.write": { roles: admins },
	"system.reconciliation.read": { roles: staff },
	"system.reconciliation.write": { roles: staff },
	"system.meter.read": { roles: staff },
	"system.meter.write": { roles: admins },
	"system.usage.read": { roles: staff },
	"system.shard.read": { roles: staff },
	"system.shard.write": { roles: admins },
	"system.quota.read": { roles: staff },
	"system.quota.write": { roles: staff },
	"system.api_key.read": { roles: staff },
	"system.api_key.revoke": { roles: staff },
	"system.blocked_caller.read": { roles: staff },
	"system.blocked_caller.lift": { roles: staff },
	"system.audit_log.read": { roles: staff },
	"system.api_log.read": { roles: staff },
} as const satisfies Record<string, { roles: readonly SystemRole[] }>;

export type TenantPermission = keyof typeof TENANT_PERMISSIONS;
export type SystemPermission = keyof typeof SYSTEM_PERMISSIONS;

const rolesOf = (permission: { roles: readonly string[] }): readonly string[] => permission.roles;

export const tenantRoleMay = (role: TenantRole, permission: TenantPermission): boolean =>
	rolesOf(TENANT_PERMISSIONS[permission]).includes(role);

/** True for what a machine may be let do at all. */
export const isForMachines = (permission: TenantPermission): boolean => !("people" in TENANT_PERMISSIONS[permission]);

/** `invoice.read` is `invoice:read` in the language of keys; whatever else one does to an invoice is `invoice:write`. */
export function scopeOf(permission: TenantPermission): { resource: string; access: "read" | "write" } {
	const dot = permission.lastIndexOf(".");
	return { resource: permission.slice(0, dot), access: permission.slice(dot + 1) === "read" ? "read" : "write" };
}

export const systemRoleMay = (role: SystemRole, permission: SystemPermission): boolean =>
	rolesOf(SYSTEM_PERMISSIONS[permission]).includes(role);

export const permissionsOf = (tenantRole: TenantRole | null, systemRole: SystemRole | null): string[] => [
	...Object.keys(TENANT_PERMISSIONS).filter((p) => tenantRole && tenantRoleMay(tenantRole, p as TenantPermission)),
	...Object.keys(SYSTEM_PERMISSIONS).filter((p) => systemRole && systemRoleMay(systemRole, p as SystemPermission)),
];
