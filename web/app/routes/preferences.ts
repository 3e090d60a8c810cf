import { data, redirect, redirectDocument } from "react-router";
import type { Api } from "~/api.server";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { preferenceCookie } from "~/cookies";
import { isLocale } from "~/paraglide/runtime.js";
import { passCookies } from "~/pass-cookies.server";
import { isTheme } from "~/preferences";
import { safePath } from "~/safe-path";
import type { Route } from "./+types/preferences";

/** Language, theme and chosen tenant: plain posts that set a cookie and go back. */
export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const secure = new URL(request.url).protocol === "https:";
	const headers = new Headers();
	const set = (name: string, value: string) => headers.append("Set-Cookie", preferenceCookie(name, value, secure));

	const locale = form.get("locale");
	if (isLocale(locale)) {
		set("sewa_locale", locale);
		// Mails follow. Who is not signed in has nothing to save, and a failure keeps nobody from reading.
		const saved = await outcome(context.get(api).PATCH("/api/v1/me", { body: { locale } }));
		passCookies(saved.headers, headers);
	}
	const theme = form.get("theme");
	if (isTheme(theme)) set("sewa_theme", theme === "system" ? "" : theme);
	const tenant = form.get("tenant");
	if (typeof tenant === "string") passCookies(await enterTenant(context.get(api), tenant), headers);

	const next = safePath(form.get("next"), "/");
	// Another language is another document: the browser keeps the language it was hydrated in.
	return isLocale(locale) ? redirectDocument(next, { headers }) : redirect(next, { headers });
}

/** The session remembers the tenant; whether the person may enter it is the API's to say. */
async function enterTenant(client: Api, organizationId: string): Promise<Headers> {
	const entered = await outcome(client.POST("/api/v1/auth/organization/set-active", { body: { organizationId } }));
	if (!entered.ok) throw data(entered.problem, entered.problem.status);
	return entered.headers;
}

export function loader() {
	return redirect("/");
}
