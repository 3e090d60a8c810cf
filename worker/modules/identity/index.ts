export { AUTH_PATH, sessionCookieName } from "./auth";
export { readSession } from "./authenticate";
export { handleAuth } from "./handle-auth";
