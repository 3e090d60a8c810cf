import type { TenantStatus } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import type { Use } from "#worker/kernel/meters";
import type { KeyRecord } from "#worker/modules/identity/api-keys/verify-key";
import type { LimitState, Refusal } from "./lease-rules";
import type { Snapshot } from "./snapshot";

/** Who calls: a live key spends the quota, a test key does not; people have windows of their own. */
export type CallerKind = "live" | "test" | "people";

/** What became of a lease. Sent once, when it is over: what was not used is given back, the rest is counted. */
export type Report = { lease: string; used: number; uses: Use[] };

/** A key that this isolate knows, or the SHA-256 of a text that is to be judged. */
export type PresentedKey = { id: Id<"apiKey"> } | { hash: string };

export type Ask = {
	/** Names this ask and the lease it may get: the same one again, after an answer that was lost, grants nothing new. */
	id: string;
	kind: CallerKind;
	want: number;
	/** Whether a call waits for the answer: then it is one of those that are granted, and counted at once. */
	calling: boolean;
	endpoint: string;
	key: PresentedKey | null;
	ip: string | null;
	/** How far the clock of business is ahead. */
	ahead: number;
	reports: Report[];
};

/** The rest of a grant, for the isolate to spend without asking. */
export type Lease = {
	id: string;
	calls: number;
	/** Milliseconds from the moment it was asked for. */
	lasts: number;
	limits: LimitState[];
};
export type Standing = Pick<Snapshot, "version" | "planCode" | "shard" | "larger"> & { status: TenantStatus };
export type Answer =
	| { known: false }
	| { known: true; key: KeyRecord | null; standing: Standing; outcome: Lease | Refusal | null };
