import { m } from "~/paraglide/messages.js";

export type ScopeRow = { resource: string; read: boolean; write: boolean };

const names: Record<string, () => string> = {
	tenant: m.keys_scope_tenant,
	subscription: m.keys_scope_subscription,
	plan_change: m.keys_scope_plan_change,
	invoice: m.keys_scope_invoice,
	payment: m.keys_scope_payment,
	payment_method: m.keys_scope_payment_method,
	wallet: m.keys_scope_wallet,
	file: m.keys_scope_file,
	entitlement: m.keys_scope_entitlement,
	usage: m.keys_scope_usage,
	audit_log: m.keys_scope_audit_log,
	api_log: m.keys_scope_api_log,
};

const meanings: Record<string, () => string> = {
	tenant: m.keys_scope_tenant_text,
	subscription: m.keys_scope_subscription_text,
	plan_change: m.keys_scope_plan_change_text,
	invoice: m.keys_scope_invoice_text,
	payment: m.keys_scope_payment_text,
	payment_method: m.keys_scope_payment_method_text,
	wallet: m.keys_scope_wallet_text,
	file: m.keys_scope_file_text,
	entitlement: m.keys_scope_entitlement_text,
	usage: m.keys_scope_usage_text,
	audit_log: m.keys_scope_audit_log_text,
	api_log: m.keys_scope_api_log_text,
};

/** A resource that this build does not know yet is named as the API names it. */
export function scopeName(resource: string): string {
	return names[resource]?.() ?? resource.replaceAll("_", " ");
}

export const scopeMeaning = (resource: string): string => meanings[resource]?.() ?? "";

/** What a key may do, for each resource once: reading, writing or both. Null is any resource. */
export function accessByResource(
	scopes: readonly string[],
): { resource: string | null; read: boolean; write: boolean }[] {
	const access = new Map<string, { read: boolean; write: boolean }>();
	for (const scope of scopes) {
		const [resource = "", kind] = scope.split(":");
		const had = access.get(resource) ?? { read: false, write: false };
		access.set(resource, { read: had.read || kind !== "write", write: had.write || kind !== "read" });
	}
	return [...access].map(([resource, kinds]) => ({ resource: resource === "*" ? null : resource, ...kinds }));
}

export function accessWords({ read, write }: { read: boolean; write: boolean }): string {
	if (read && write) return m.keys_read_write();
	return read ? m.keys_read() : m.keys_write();
}

/** All scopes in one short line, for a list. */
export function scopeSummary(scopes: readonly string[]): string {
	const all = accessByResource(scopes);
	const any = all.find(({ resource }) => resource === null);
	if (any && (any.read && any.write ? true : all.length === 1))
		return any.read && any.write
			? m.keys_everything()
			: any.read
				? m.keys_read_everything()
				: m.keys_write_everything();
	const words = all
		.map((one) => (one.resource === null ? m.keys_everything() : scopeName(one.resource)) + suffix(one))
		.slice(0, 2)
		.join(", ");
	return all.length > 2 ? m.keys_and_more({ words, count: all.length - 2 }) : words;
}

const suffix = (access: { read: boolean; write: boolean }): string =>
	access.read && access.write ? "" : ` (${accessWords(access).toLowerCase()})`;
