import * as z from "zod";
import type { Route } from "#worker/kernel/route";
import { AUTH_ENDPOINTS } from "./auth-endpoints";

/** better-auth's endpoints as the OpenAPI document tells them: only those that the outside can reach. */
export function authRoutesForDocument(): Route[] {
	return Object.entries(AUTH_ENDPOINTS).map(([path, { method, summary, input, signedIn, credential }]) => ({
		scope: signedIn ? "user" : "public",
		method: method === "GET" ? "get" : "post",
		path: `/auth${path}` as const,
		tag: "Sign-in",
		summary,
		permission: signedIn ? "signed_in" : "public",
		...(method === "GET" ? { query: input } : { body: input }),
		answer: z.looseObject({}),
		errors: [...(credential ? (["rate_limited", "account_locked"] as const) : []), "foreign_origin"],
		handle: () => Promise.reject(new TypeError("served by better-auth")),
	}));
}
