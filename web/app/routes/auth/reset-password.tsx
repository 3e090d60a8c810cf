import { Link, redirect, useActionData } from "react-router";
import { ResetPasswordInput } from "#worker/modules/identity/schemas";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import { ButtonLink } from "~/ui/button";
import { ActionForm } from "~/ui/form/action-form";
import { NewPasswordField } from "~/ui/form/new-password-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { useActionForm } from "~/ui/form/use-action-form";
import type { Route } from "./+types/reset-password";
import { AuthCard, authLinkStyle } from "./auth-card";

export const meta = () => [{ title: `${m.auth_reset_title()} · Sewa` }, { name: "referrer", content: "same-origin" }];

export function loader({ request }: Route.LoaderArgs) {
	return { token: new URL(request.url).searchParams.get("token") };
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), ResetPasswordInput);
	if (submission.status !== "success") return invalidForm(submission);
	const reset = await outcome(context.get(api).POST("/api/v1/auth/reset-password", { body: submission.value }));
	if (!reset.ok) return refusedForm(submission, reset.problem);
	throw redirect("/sign-in?notice=password-changed");
}

export default function ResetPassword({ loaderData: { token } }: Route.ComponentProps) {
	const [form, fields] = useActionForm<{ newPassword: string }>();
	const problem = useActionData<{ problem?: Problem }>()?.problem;
	const back = (
		<Link to="/sign-in" className={authLinkStyle}>
			{m.auth_back_to_sign_in()}
		</Link>
	);
	if (!token || problem?.code === "invalid_token")
		return (
			<AuthCard title={m.auth_reset_bad_title()} text={m.auth_reset_bad_text()} footer={back}>
				<ButtonLink to="/forgot-password" variant="primary" size="lg" wide>
					{m.auth_reset_again()}
				</ButtonLink>
			</AuthCard>
		);
	return (
		<AuthCard title={m.auth_reset_title()} text={m.auth_reset_text()} footer={back}>
			<ActionForm form={form} labels={{ newPassword: m.auth_new_password() }}>
				<input type="hidden" name="token" value={token} />
				<NewPasswordField field={fields.newPassword} label={m.auth_new_password()} />
				<SubmitButton wide size="lg">
					{m.auth_reset_action()}
				</SubmitButton>
			</ActionForm>
		</AuthCard>
	);
}
