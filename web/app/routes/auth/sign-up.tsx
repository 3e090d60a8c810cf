import { Link, redirect, useLocation, useSearchParams } from "react-router";
import { SignUpInput } from "#worker/modules/identity/schemas";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { preferenceCookie } from "~/cookies";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { homeOf, readSession } from "~/session.server";
import { ActionForm } from "~/ui/form/action-form";
import { PasswordField } from "~/ui/form/password-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { Route } from "./+types/sign-up";
import { AuthCard, authLinkStyle } from "./auth-card";
import { rememberPendingEmail } from "./auth-cookies.server";

export const meta = () => [{ title: `${m.auth_sign_up_title()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const found = await readSession(context);
	if (found) throw redirect(homeOf(found));
	return null;
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), SignUpInput);
	if (submission.status !== "success") return invalidForm(submission);
	const signedUp = await outcome(context.get(api).POST("/api/v1/auth/sign-up/email", { body: submission.value }));
	if (!signedUp.ok) return refusedForm(submission, signedUp.problem);
	const headers = new Headers({ "Set-Cookie": rememberPendingEmail(request, submission.value.email) });
	const chosen = chosenPlan(request);
	if (chosen) headers.append("Set-Cookie", preferenceCookie("sewa_plan", chosen, request.url.startsWith("https:")));
	throw redirect("/verify-email", { headers });
}

/** `growth.month.IDR`, kept until onboarding asks which plan it is to be. */
function chosenPlan(request: Request): string | null {
	const params = new URL(request.url).searchParams;
	const plan = params.get("plan") ?? "";
	if (!/^[a-z0-9_-]{1,40}$/.test(plan)) return null;
	const interval = params.get("interval") === "year" ? "year" : "month";
	return `${plan}.${interval}.${params.get("currency") === "USD" ? "USD" : "IDR"}`;
}

export default function SignUp() {
	const [form, fields] = useActionForm<{ name: string; email: string; password: string }>();
	const [params] = useSearchParams();
	const { search } = useLocation();
	const plan = params.get("plan");
	return (
		<AuthCard
			title={m.auth_sign_up_title()}
			text={plan ? `${m.auth_sign_up_plan({ plan })} ${m.auth_sign_up_text()}` : m.auth_sign_up_text()}
			footer={
				<>
					{m.auth_have_account()}{" "}
					<Link to="/sign-in" className={authLinkStyle}>
						{m.auth_sign_in_action()}
					</Link>
				</>
			}
		>
			<ActionForm
				form={form}
				action={`/sign-up${search}`}
				labels={{ name: m.auth_name(), email: m.auth_email(), password: m.auth_password() }}
			>
				<TextField field={fields.name} label={m.auth_name()} autoComplete="name" required maxLength={80} />
				<TextField field={fields.email} type="email" label={m.auth_email()} autoComplete="email" required />
				<PasswordField
					field={fields.password}
					label={m.auth_password()}
					help={m.auth_password_help()}
					autoComplete="new-password"
					required
					minLength={8}
					maxLength={128}
					strength
				/>
				<SubmitButton wide size="lg">
					{m.auth_sign_up_action()}
				</SubmitButton>
				<p className="text-note text-pretty text-ink-muted">
					{m.auth_sign_up_agree_start()}{" "}
					<Link to="/terms" className="underline underline-offset-2">
						{m.auth_terms()}
					</Link>{" "}
					{m.auth_sign_up_agree_and()}{" "}
					<Link to="/privacy" className="underline underline-offset-2">
						{m.auth_privacy()}
					</Link>
					.
				</p>
			</ActionForm>
		</AuthCard>
	);
}
