export { mayCallFrom } from "./api-keys/addresses";
export { hashKey, readKeyText } from "./api-keys/key-text";
export { isUsable, type KeyEnvironment, keyMay } from "./api-keys/rules";
export { applyKeyChange } from "./api-keys/tell-meter";
export { touchKeys } from "./api-keys/touch-keys";
export { type KeyRecord, verifyKey } from "./api-keys/verify-key";
export { AUTH_PATH, sessionCookieName } from "./auth";
export { readSession } from "./authenticate";
export { handleAuth } from "./handle-auth";
