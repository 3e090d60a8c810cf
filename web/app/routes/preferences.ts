import { redirect, redirectDocument } from "react-router";
import { preferenceCookie } from "~/cookies";
import { isLocale } from "~/paraglide/runtime.js";
import { isTheme } from "~/preferences";
import { safePath } from "~/safe-path";
import type { Route } from "./+types/preferences";

/** Language, theme and chosen tenant: plain posts that set a cookie and go back. */
export async function action({ request }: Route.ActionArgs) {
	const form = await request.formData();
	const secure = new URL(request.url).protocol === "https:";
	const headers = new Headers();
	const set = (name: string, value: string) => headers.append("Set-Cookie", preferenceCookie(name, value, secure));

	const locale = form.get("locale");
	if (isLocale(locale)) set("sewa_locale", locale);
	const theme = form.get("theme");
	if (isTheme(theme)) set("sewa_theme", theme === "system" ? "" : theme);
	// The API decides whether the person may enter that tenant; here it is only remembered.
	const tenant = form.get("tenant");
	if (typeof tenant === "string" && /^ten_\w+$/.test(tenant)) set("sewa_tenant", tenant);

	const next = safePath(form.get("next"), "/");
	// Another language is another document: the browser keeps the language it was hydrated in.
	return isLocale(locale) ? redirectDocument(next, { headers }) : redirect(next, { headers });
}

export function loader() {
	return redirect("/");
}
