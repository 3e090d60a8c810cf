export { AUTH_PATH, sessionCookieName } from "./auth";
export { AUTH_ENDPOINTS } from "./auth-endpoints";
export { readSession } from "./authenticate";
export { handleAuth } from "./handle-auth";
export { hashPassword } from "./passwords";
