import { m } from "~/paraglide/messages.js";

const policies: Record<string, () => string> = {
	burst: m.admin_usage_burst,
	sustained: m.admin_usage_sustained,
	tenant: m.admin_usage_override,
	public: m.admin_blocked_policy_public,
	"api-keys": m.admin_blocked_policy_keys,
	credentials: m.admin_blocked_policy_credentials,
	"credentials-address": m.admin_blocked_policy_address,
};

/** A rate limiter's policy in words; one that a plan has named itself is shown as it is. */
export const policyName = (policy: string): string => policies[policy]?.() ?? policy;
