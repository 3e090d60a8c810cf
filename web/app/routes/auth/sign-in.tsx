import { data, Link, redirect, useActionData, useLocation, useSearchParams } from "react-router";
import { SignInInput } from "#worker/modules/identity/schemas";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { passCookies } from "~/pass-cookies.server";
import type { Problem } from "~/problem";
import { safePath } from "~/safe-path";
import { homeOf, readSession } from "~/session.server";
import { ActionForm } from "~/ui/form/action-form";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { PasswordField } from "~/ui/form/password-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { Notice } from "~/ui/notice";
import type { Route } from "./+types/sign-in";
import { AuthCard, authLinkStyle } from "./auth-card";
import { cookiesAfter, rememberPendingEmail } from "./auth-cookies.server";

export const meta = () => [{ title: `${m.auth_sign_in_action()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const found = await readSession(context);
	if (found) throw redirect(safePath(new URL(request.url).searchParams.get("next"), homeOf(found)));
	return null;
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), SignInInput);
	if (submission.status !== "success") return invalidForm(submission);
	const { email, password, rememberMe = false } = submission.value;
	const signedIn = await outcome(
		context.get(api).POST("/api/v1/auth/sign-in/email", { body: { email, password, rememberMe } }),
	);
	if (!signedIn.ok) {
		const refused = refusedForm(submission, signedIn.problem);
		const headers = { "Set-Cookie": rememberPendingEmail(request, email) };
		return signedIn.problem.code === "email_not_verified" ? data(refused.data, { ...refused.init, headers }) : refused;
	}
	const headers = passCookies(signedIn.headers);
	const next = new URL(request.url).searchParams.get("next");
	if (next) throw redirect(safePath(next, "/app"), { headers });
	const me = await outcome(
		context.get(api).GET("/api/v1/me", { headers: { cookie: cookiesAfter(request, signedIn.headers) } }),
	);
	throw redirect(me.ok ? homeOf(me.data) : "/app", { headers });
}

export default function SignIn() {
	const [form, fields] = useActionForm<{ email: string; password: string; rememberMe: boolean }>();
	const answer = useActionData<{ problem?: Problem }>();
	const [params] = useSearchParams();
	const { search } = useLocation();
	const notice = params.get("notice");
	return (
		<AuthCard
			title={m.auth_sign_in_title()}
			footer={
				<>
					{m.auth_no_account()}{" "}
					<Link to="/sign-up" className={authLinkStyle}>
						{m.auth_sign_up_action()}
					</Link>
				</>
			}
		>
			{notice === "password-changed" && <Notice tone="ok">{m.auth_password_changed()}</Notice>}
			{notice === "signed-out" && <Notice tone="info">{m.auth_signed_out()}</Notice>}
			<ActionForm
				form={form}
				action={`/sign-in${search}`}
				labels={{ email: m.auth_email(), password: m.auth_password() }}
			>
				{answer?.problem?.code === "email_not_verified" && (
					<Link to="/verify-email" className={authLinkStyle}>
						{m.auth_resend_link()}
					</Link>
				)}
				<TextField field={fields.email} type="email" label={m.auth_email()} autoComplete="username" required />
				<PasswordField
					field={fields.password}
					label={m.auth_password()}
					autoComplete="current-password"
					required
					aside={
						<Link to="/forgot-password" className="text-note text-accent-ink underline-offset-4 hover:underline">
							{m.auth_forgot()}
						</Link>
					}
				/>
				<CheckboxField field={fields.rememberMe} label={m.auth_remember()} />
				<SubmitButton wide size="lg">
					{m.auth_sign_in_action()}
				</SubmitButton>
			</ActionForm>
		</AuthCard>
	);
}
