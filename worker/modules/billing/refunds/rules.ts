import type { Machine } from "#worker/kernel/state-machine";

export const REFUND_STATUSES = ["requested", "pending", "succeeded", "failed"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];
export type RefundEvent = "accept" | "succeed" | "fail";
export const REFUND_WAYS = ["provider", "manual", "wallet"] as const;
export type RefundWay = (typeof REFUND_WAYS)[number];

/** `requested`: written down, the provider not yet asked or not heard. `pending`: it agreed; the bank has not confirmed. */
export const REFUND_MACHINE: Machine<RefundStatus, RefundEvent> = {
	requested: { accept: "pending", succeed: "succeeded", fail: "failed" },
	pending: { succeed: "succeeded", fail: "failed" },
	succeeded: {},
	failed: {},
};
