const READS: [resource: string, path: string][] = [
	["entitlement", "/entitlements"],
	["tenant", "/tenant"],
	["usage", "/usage/summary"],
	["invoice", "/invoices"],
	["payment", "/payments"],
	["wallet", "/wallet"],
	["subscription", "/subscription"],
	["plan_change", "/plan-changes"],
	["audit_log", "/audit-logs"],
	["payment_method", "/payment-methods"],
];

const EVENT = '{"specversion":"1.0","id":"1","source":"/kasir","type":"order.placed","data":{}}';

/** A call that a key with these scopes may make; null where there is none that one could simply try. */
export function curlExample(scopes: readonly string[], origin: string, key: string): string | null {
	const has = (resource: string, kind: string) =>
		[`${resource}:${kind}`, `${resource}:*`, `*:${kind}`, "*:*"].some((scope) => scopes.includes(scope));
	const header = `-H "Authorization: Bearer ${key}"`;
	const read = READS.find(([resource]) => has(resource, "read"));
	if (read) return `curl ${origin}/api/v1${read[1]} \\\n  ${header}`;
	if (!has("usage", "write")) return null;
	const body = `-H "Content-Type: application/cloudevents+json" \\\n  -d '${EVENT}'`;
	return `curl ${origin}/api/v1/usage/events \\\n  ${header} \\\n  ${body}`;
}
