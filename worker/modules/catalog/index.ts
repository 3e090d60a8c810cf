export { entitlementsChanged, NO_LIMITS, readEntitlements, readRecordQuota } from "./entitlements";
export { findPlanOnSale, type PricedPlan, priceOf } from "./find-plan";
export { isSpent } from "./quotas";
