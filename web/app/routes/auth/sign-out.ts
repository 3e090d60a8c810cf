import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { passCookies } from "~/pass-cookies.server";
import type { Route } from "./+types/sign-out";

export async function action({ context }: Route.ActionArgs) {
	const signedOut = await outcome(context.get(api).POST("/api/v1/auth/sign-out", { body: {} }));
	const headers = passCookies(signedOut.headers);
	return redirect("/sign-in?notice=signed-out", { headers });
}

export function loader() {
	return redirect("/");
}
