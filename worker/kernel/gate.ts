import type { KeyActor, TenantStatus } from "./context";
import type { Id } from "./ids";
import type { TenantPermission } from "./permissions";

/** A machine that has been let in: whose it is, and what its key allows. */
export type KeyCaller = {
	actor: KeyActor;
	tenantId: Id<"tenant">;
	status: TenantStatus;
	may(permission: TenantPermission): boolean;
};

/** Where calls are let in or turned away, and counted; what it says of limits becomes headers of the answer. */
export type Gate = {
	/** Whether the caller presents an API key. */
	presentsKey: boolean;
	/** Anybody, to something public. @throws rate_limited */
	anybody(): Promise<void>;
	/** A signed-in person, to a tenant they belong to. @throws rate_limited */
	person(tenantId: Id<"tenant">, endpoint: string): Promise<void>;
	/** A machine by its key. @throws invalid_api_key, rate_limited, quota_exceeded */
	machine(endpoint: string): Promise<KeyCaller>;
};
