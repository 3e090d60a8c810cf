export const INBOX_STATUSES = ["received", "applied", "ignored", "parked", "failed"] as const;
/**
 * `applied`: it changed something. `ignored`: there was nothing left to change. `parked`: nobody's order, or the
 * provider contradicts itself; a person looks. `failed`: handling broke; it can be replayed.
 */
export type InboxStatus = (typeof INBOX_STATUSES)[number];
