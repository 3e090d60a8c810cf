export { applyFlush } from "./apply-flush";
export { billUsage, enqueueUsageBills } from "./bill-usage";
export { forgetUsage } from "./forget-usage";
export { ensureMeters, type OwnMeter } from "./manage-meters";
export { forgetBlocked, noteBlocked } from "./note-blocked";
export { noteCrossing } from "./note-crossing";
export { judgeThresholds } from "./raise-alerts";
