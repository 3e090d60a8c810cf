export const DUNNING_ACTIONS = ["notice", "retry", "suspend", "cancel", "contact", "pay"] as const;
export type DunningAction = (typeof DUNNING_ACTIONS)[number];
