import type { Machine } from "#worker/kernel/state-machine";

export const HOLD_STATUSES = ["held", "finalised", "released", "expired"] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];
export type HoldEvent = "finalise" | "release" | "expire";

/** A hold moves money from `wallet` to `held`, so that the database itself keeps it from being spent twice. */
export const HOLD_MACHINE: Machine<HoldStatus, HoldEvent> = {
	held: { finalise: "finalised", release: "released", expire: "expired" },
	finalised: {},
	released: {},
	expired: {},
};

export const GRANT_KINDS = ["paid", "promotional", "trial", "referral"] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];
export const AUTO_TOP_UP_KINDS = ["off", "threshold", "target"] as const;
