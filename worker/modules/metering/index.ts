export { noteCrossing } from "./alerts/note-crossing";
export { judgeThresholds } from "./alerts/raise-alerts";
export { forgetBlocked, noteBlocked } from "./blocked-callers/note-blocked";
export { ensureMeters, type OwnMeter } from "./meters/manage-meters";
export { billUsage, enqueueUsageBills } from "./overage/bill-usage";
export { applyFlush } from "./usage/apply-flush";
export { forgetUsage } from "./usage/forget-usage";
