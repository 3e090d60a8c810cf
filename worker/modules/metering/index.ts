export { applyFlush } from "./apply-flush";
export { noteBlocked } from "./note-blocked";
export { noteCrossing } from "./note-crossing";
export { judgeThresholds } from "./raise-alerts";
