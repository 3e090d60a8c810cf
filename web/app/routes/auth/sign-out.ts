import { data, redirect } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { passCookies } from "~/pass-cookies.server";
import type { Route } from "./+types/sign-out";

export async function action({ context }: Route.ActionArgs) {
	const signedOut = await outcome(context.get(api).POST("/api/v1/auth/sign-out", { body: {} }));
	// Whoever has no session any more is signed out; anything else the API refuses must not look like it.
	if (!signedOut.ok && signedOut.problem.status !== 401) throw data(signedOut.problem, signedOut.problem.status);
	const headers = passCookies(signedOut.headers);
	return redirect("/sign-in?notice=signed-out", { headers });
}

export function loader() {
	return redirect("/");
}
