export { NO_LIMITS, readEntitlements } from "./entitlements";
export { findPlanOnSale, type PricedPlan, priceOf } from "./find-plan";
export { INTERVALS, type Interval, monthsOf } from "./rules";
export { Interval as IntervalSchema, Limits, PlanCode, Purchase } from "./schemas";
