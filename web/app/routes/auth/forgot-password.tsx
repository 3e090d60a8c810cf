import { MailCheck } from "lucide-react";
import { Link, useActionData } from "react-router";
import { EmailInput } from "#worker/modules/identity/schemas";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { Route } from "./+types/forgot-password";
import { AuthCard, authLinkStyle } from "./auth-card";
import { AuthSign } from "./auth-sign";

export const meta = () => [{ title: `${m.auth_forgot_title()} · Sewa` }];

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), EmailInput);
	if (submission.status !== "success") return invalidForm(submission);
	const { email } = submission.value;
	const asked = await outcome(context.get(api).POST("/api/v1/auth/request-password-reset", { body: { email } }));
	if (!asked.ok) return refusedForm(submission, asked.problem);
	return { sentTo: email };
}

export default function ForgotPassword() {
	const [form, fields] = useActionForm<{ email: string }>();
	const sentTo = useActionData<{ sentTo?: string }>()?.sentTo;
	const back = (
		<Link to="/sign-in" className={authLinkStyle}>
			{m.auth_back_to_sign_in()}
		</Link>
	);
	if (sentTo)
		return (
			<AuthCard title={m.auth_forgot_sent_title()} text={m.auth_forgot_sent_text({ email: sentTo })} footer={back}>
				<AuthSign icon={MailCheck} tone="info" />
			</AuthCard>
		);
	return (
		<AuthCard title={m.auth_forgot_title()} text={m.auth_forgot_text()} footer={back}>
			<ActionForm form={form} labels={{ email: m.auth_email() }}>
				<TextField field={fields.email} type="email" label={m.auth_email()} autoComplete="email" required />
				<SubmitButton wide size="lg">
					{m.auth_forgot_action()}
				</SubmitButton>
			</ActionForm>
		</AuthCard>
	);
}
