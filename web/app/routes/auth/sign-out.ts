import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { preferenceCookie } from "~/cookies";
import type { Route } from "./+types/sign-out";
import { passCookies } from "./auth-cookies.server";

export async function action({ request, context }: Route.ActionArgs) {
	const signedOut = await outcome(context.get(api).POST("/api/v1/auth/sign-out", { body: {} }));
	const headers = passCookies(signedOut.headers);
	headers.append("Set-Cookie", preferenceCookie("sewa_tenant", "", request.url.startsWith("https:")));
	return redirect("/sign-in?notice=signed-out", { headers });
}

export function loader() {
	return redirect("/");
}
