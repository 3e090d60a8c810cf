import { Link, redirect, useLocation } from "react-router";
import { SignUpInput } from "#worker/modules/identity/schemas";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { preferenceCookie } from "~/cookies";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { homeOf, readSession } from "~/session.server";
import { ActionForm } from "~/ui/form/action-form";
import { NewPasswordField } from "~/ui/form/new-password-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { Route } from "./+types/sign-up";
import { AuthCard, authLinkStyle } from "./auth-card";
import { rememberPendingEmail } from "./auth-cookies.server";
import { ChosenPlan } from "./chosen-plan";
import { planCookieValue, readChosenPlan } from "./chosen-plan.server";

export const meta = () => [{ title: `${m.auth_sign_up_title()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const [found, plan] = await Promise.all([readSession(context), readChosenPlan(request, context)]);
	if (found) throw redirect(homeOf(found));
	return { plan };
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), SignUpInput);
	if (submission.status !== "success") return invalidForm(submission);
	const signedUp = await outcome(context.get(api).POST("/api/v1/auth/sign-up/email", { body: submission.value }));
	if (!signedUp.ok) return refusedForm(submission, signedUp.problem);
	const headers = new Headers({ "Set-Cookie": rememberPendingEmail(request, submission.value.email) });
	const plan = await readChosenPlan(request, context);
	const secure = request.url.startsWith("https:");
	if (plan) headers.append("Set-Cookie", preferenceCookie("sewa_plan", planCookieValue(plan), secure));
	throw redirect("/verify-email", { headers });
}

export default function SignUp({ loaderData: { plan } }: Route.ComponentProps) {
	const [form, fields] = useActionForm<{ name: string; email: string; password: string }>();
	const { search } = useLocation();
	return (
		<AuthCard
			title={m.auth_sign_up_title()}
			text={m.auth_sign_up_text()}
			footer={
				<>
					{m.auth_have_account()}{" "}
					<Link to="/sign-in" className={authLinkStyle}>
						{m.auth_sign_in_action()}
					</Link>
				</>
			}
		>
			{plan && <ChosenPlan plan={plan} />}
			<ActionForm
				form={form}
				action={`/sign-up${search}`}
				labels={{ name: m.auth_name(), email: m.auth_email(), password: m.auth_password() }}
			>
				<TextField field={fields.name} label={m.auth_name()} autoComplete="name" required maxLength={80} />
				<TextField field={fields.email} type="email" label={m.auth_email()} autoComplete="email" required />
				<NewPasswordField field={fields.password} label={m.auth_password()} />
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
