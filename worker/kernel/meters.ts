import type { Id } from "./ids";

/** Calls of one minute (its start, by the clock of business) with one key ("" for none) to one endpoint. */
export type Use = { meter: string; minute: number; key: string; endpoint: string; count: number };
/** Closed minutes on their way to the roll-ups; `sequence` tells a redelivery. */
export type Flush = { sequence: number; rows: Use[] };
/** Of one period: `counted` is what was used, `debited` what was used or is still out on lease. */
export type Counter = { meter: string; periodStart: number; counted: number; debited: number };
/** What a tenant's object knows and the roll-ups may not know yet. */
export type MeterState = { counters: Counter[]; open: Use[]; flushes: Flush[] };

/** Says that a limiter has turned a caller away for so many seconds. */
export type TurnedAway = (policy: string, caller: string, tenantId: Id<"tenant"> | null, seconds: number) => void;

/** The limiters in front of what anybody may call, as use cases reach them. */
export type Limiters = {
	/** Lets a caller in again that a policy turned away. */
	reset(policy: string, caller: string): Promise<void>;
};

/** Tenants' meters, as use cases reach them. */
export type Meters = {
	/** Limits, plan or status of a tenant are others now: leases are given back, the object reads anew. */
	refresh(tenantId: Id<"tenant">): Promise<void>;
	/** That key is judged anew; no isolate accepts what it knew of it for more than five seconds. */
	forgetKey(tenantId: Id<"tenant">, hash: string): Promise<void>;
	/** With what this isolate has used so far. */
	read(tenantId: Id<"tenant">): Promise<MeterState>;
	/** Starts a quota's count of this period anew. */
	reset(tenantId: Id<"tenant">, meter: string): Promise<void>;
	/** Lets callers in again that a rate limit turned away. */
	unblock(tenantId: Id<"tenant">): Promise<void>;
	/** The roll-ups have that flush. */
	applied(tenantId: Id<"tenant">, sequence: number): Promise<void>;
	/** Counts at once, if the quota has so much left; a repeated `operation` counts nothing. @returns whether it may go ahead */
	spend(tenantId: Id<"tenant">, meter: string, amount: number, operation: string): Promise<boolean>;
};
