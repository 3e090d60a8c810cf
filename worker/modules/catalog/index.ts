export { NO_LIMITS, readEntitlements } from "./entitlements";
export { findPlanOnSale, type PricedPlan, priceOf } from "./find-plan";
