import type { Schema } from "@sewa/sdk";
import type { MiddlewareFunction, RouterContextProvider } from "react-router";
import { data, redirect } from "react-router";
import { outcome } from "./api.server";
import { api, session } from "./context";

/** The answer of GET /api/v1/me. */
export type Session = Schema<"Me">;

/** Who is signed in, or null. Pages that must have someone use `requireSession`. */
export async function readSession(context: Readonly<RouterContextProvider>): Promise<Session | null> {
	const me = await outcome(context.get(api).GET("/api/v1/me"));
	if (me.ok) return me.data;
	if (me.problem.status === 401) return null;
	throw data(me.problem, me.problem.status);
}

/** Middleware of the signed-in layouts: asks once, then every loader below has `context.get(session)`. */
export const requireSession: MiddlewareFunction<Response> = async ({ request, context }) => {
	const found = await readSession(context);
	if (!found) throw redirect(`/sign-in?next=${encodeURIComponent(here(request))}`);
	context.set(session, found);
};

export const requireSystemRole: MiddlewareFunction<Response> = async ({ context }) => {
	if (!context.get(session).user.systemRole) throw data(null, 403);
};

/** Someone without an organisation is led through setting one up. */
export const requireTenant: MiddlewareFunction<Response> = async ({ context }) => {
	const { tenant, user } = context.get(session);
	if (!tenant) throw redirect(user.systemRole ? "/admin" : "/welcome");
};

/** Where someone goes after signing in. */
export function homeOf(found: Session): string {
	if (found.user.systemRole) return "/admin";
	return found.tenants.length > 0 ? "/app" : "/welcome";
}

function here(request: Request): string {
	const url = new URL(request.url);
	return `${url.pathname.replace(/\.data$/, "")}${url.search}`;
}
