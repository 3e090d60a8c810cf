import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

const buckets: Record<string, () => string> = { keys: m.admin_blocked_keys, people: m.admin_blocked_people };

/** Who was turned away: an address as it is, a tenant's keys or people (`ten_…/keys`) by the tenant's name. */
export function callerName({ caller, tenant }: Pick<Schema<"BlockedCaller">, "caller" | "tenant">): string {
	return tenant ? `${tenant.name}: ${buckets[caller.split("/").at(-1) ?? ""]?.() ?? caller}` : caller;
}
