export { changeTenantStatus, finishClosings } from "./change-status";
export { ownerLocale } from "./owner-locale";
export { slugOf, TENANT_MACHINE } from "./rules";
export { Country, DEFAULT_FORMATS, Email, TenantName, TenantView } from "./schemas";
export { tenantView } from "./views";
