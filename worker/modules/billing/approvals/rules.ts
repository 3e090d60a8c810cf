export const APPROVAL_KINDS = ["payment", "refund", "wallet_adjustment", "plan_change_discount"] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];
export const APPROVAL_STATUSES = ["waiting", "approved", "rejected"] as const;
