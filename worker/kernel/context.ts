import type { Config } from "./config";
import type { Id } from "./ids";
import type { Locale } from "./locale";
import type { Limiters, Meters } from "./meters";
import type { SystemRole, TenantRole } from "./permissions";
import type { Shards } from "./shards";
import type { SystemDb } from "./system-db";
import type { TenantDb } from "./tenant-db";

export type TenantStatus = "pending" | "active" | "suspended" | "closing" | "closed";

export type UserActor = { kind: "user"; id: Id<"user">; name: string; email: string; systemRole: SystemRole | null };
/** A machine with an API key; `scopes` are all it may do. */
export type KeyActor = {
	kind: "key";
	id: Id<"apiKey">;
	name: string;
	scopes: readonly string[];
	environment: "live" | "test";
};
/** Cron, the queue and scripts act as `system`; `id` names which. */
export type Actor =
	| UserActor
	| KeyActor
	| { kind: "system"; id: string; name: string }
	| { kind: "anonymous"; id: "-"; name: "-" };

/** What every use case knows. `now` is the only clock. */
export type BaseContext = {
	actor: Actor;
	now: number;
	requestId: string;
	ip: string | null;
	locale: Locale;
	config: Config;
	files: R2Bucket;
	/** Where workload data is: by `readShard` and `writeShard`. */
	shards: Shards;
	/** Tenants' meters: what they have used, what their limits are. */
	meters: Meters;
	limiters: Limiters;
	/** How the outside world is reached. */
	fetch: typeof fetch;
	/** Ids of the outbox rows written in this request; they are handed to the queue after it. */
	emitted: Id<"event">[];
	/** What the time machine drives; absent in production. */
	machinery?: Machinery;
};

/** The runtime's own way out: one for all contexts, so that clients over it can be kept. */
export const outside: typeof fetch = (input, init) => fetch(input, init);

/** Cron and queue at an instant of the time machine's choice. */
export type Machinery = {
	/** Tasks of each day, whatever is due; and those of the day one arrives on. */
	daily: readonly string[];
	inspections: readonly string[];
	/** Runs one cron task as of `at`; what it emits stays in the outbox. @returns how much it handled */
	runTask(task: string, at: number): Promise<number>;
	/** Handles the outbox in order until nothing is left but what fails. */
	drain(at: number): Promise<{ handled: number; failures: { what: string; error: string }[] }>;
};

export type Membership = { tenantId: Id<"tenant">; name: string; status: TenantStatus; role: TenantRole };
/** A session as admission and `/me` need it; the identity module reads it from the cookie. */
export type Session = {
	id: Id<"session">;
	actor: UserActor;
	locale: Locale;
	timeZone: string;
	memberships: Membership[];
	activeTenantId: Id<"tenant"> | null;
};

export type PublicContext = BaseContext & { installation: SystemDb };
export type UserContext = PublicContext & { actor: UserActor; session: Session };
export type TenantContext = BaseContext & {
	db: TenantDb;
	tenantId: Id<"tenant">;
	/** The actor's role in this tenant; null where a system user or the machine acts on it. */
	role: TenantRole | null;
};
export type SystemContext = BaseContext & { db: SystemDb };

/** Acts on one tenant's rows with that tenant's own use cases: a system user, the machine, or somebody on the way in. */
export function inTenant(ctx: BaseContext, door: SystemDb, tenantId: Id<"tenant">): TenantContext {
	return { ...ctx, db: door.tenant(tenantId), tenantId, role: null };
}
