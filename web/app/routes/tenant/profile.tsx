import { data, redirectDocument } from "react-router";
import { ChangePasswordInput, ProfilePatch } from "#worker/modules/identity/schemas";
import { type Api, outcome } from "~/api.server";
import { api, session } from "~/context";
import { preferenceCookie } from "~/cookies";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { passCookies } from "~/pass-cookies.server";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/profile";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";

export const handle = { crumb: () => m.nav_profile(), skeleton: "form" } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_profile()} · Sewa` }];

/** The same page serves /app/profile and /admin/profile: it is about the person. */
export function loader({ context }: Route.LoaderArgs) {
	const { user, tenant } = context.get(session);
	return { user, tenant };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	if (form.get("intent") === "password") return changePassword(client, form);

	const submission = parseForm(form, ProfilePatch);
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(client.PATCH("/api/v1/me", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	const { locale } = submission.value;
	const cookie = locale && preferenceCookie("sewa_locale", locale, request.url.startsWith("https:"));
	// Another language is another document.
	if (cookie && locale !== getLocale())
		throw redirectDocument(new URL(request.url).pathname.replace(/\.data$/, ""), { headers: { "Set-Cookie": cookie } });
	return { toast: m.profile_saved() };
}

async function changePassword(client: Api, form: FormData) {
	const submission = parseForm(form, ChangePasswordInput);
	if (submission.status !== "success") return invalidForm(submission);
	const changed = await outcome(client.POST("/api/v1/auth/change-password", { body: submission.value }));
	if (!changed.ok && changed.problem.code === "invalid_email_or_password") {
		const fieldErrors = { currentPassword: [m.profile_wrong_password()] };
		return data({ lastResult: submission.reply({ fieldErrors, hideFields: ["currentPassword", "newPassword"] }) }, 422);
	}
	if (!changed.ok) return refusedForm(submission, changed.problem);
	return data(
		{ lastResult: submission.reply({ resetForm: true }), toast: m.profile_password_changed() },
		{ headers: passCookies(changed.headers) },
	);
}

export default function Profile({ loaderData: { user, tenant } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_profile()} description={m.profile_lead()} />
			<div className="grid max-w-3xl gap-5">
				<ProfileForm user={user} tenant={tenant} />
				<PasswordForm email={user.email} />
			</div>
		</>
	);
}
