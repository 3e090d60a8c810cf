export { changeTenantStatus, finishClosings } from "./change-status";
export { localeFrom, ownerLocale, ownerLocaleRead } from "./owner-locale";
export { placeTenant } from "./placement";
export { slugOf } from "./rules";
export { DEFAULT_FORMATS } from "./schemas";
export { tenantView } from "./views";
