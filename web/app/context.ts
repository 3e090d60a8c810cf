import { createContext } from "react-router";
import type { Api } from "./api.server";
import type { Locale } from "./paraglide/runtime.js";
import type { Session } from "./session.server";

/** What a loader or action may ask of the request: `context.get(api)`. Set in server.ts. */
export const api = createContext<Api>();
export const locale = createContext<Locale>();
export const nonce = createContext<string>();
/** Who is signed in; set by the middleware of the app and admin layouts. */
export const session = createContext<Session>();
