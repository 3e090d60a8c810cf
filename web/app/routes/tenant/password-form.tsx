import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { NewPasswordField } from "~/ui/form/new-password-field";
import { PasswordField } from "~/ui/form/password-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { useActionForm } from "~/ui/form/use-action-form";
import { type FormAnswer, useFormAnswer } from "./use-form-answer";

type Values = { currentPassword: string; newPassword: string; revokeOtherSessions: boolean };

export function PasswordForm({ email }: { email: string }) {
	const fetcher = useFetcher<FormAnswer>();
	const lastResult = useFormAnswer(fetcher, "password");
	const [form, fields] = useActionForm<Values>({ lastResult, defaultValue: { revokeOtherSessions: "on" } });
	return (
		<Card>
			<CardHeader title={m.profile_password()} description={m.profile_password_text()} />
			<CardBody>
				<ActionForm
					form={form}
					fetcher={fetcher}
					labels={{ currentPassword: m.profile_current_password(), newPassword: m.auth_new_password() }}
				>
					{/* For password managers: which account this is. */}
					<input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
					<PasswordField
						field={fields.currentPassword}
						label={m.profile_current_password()}
						autoComplete="current-password"
						className="max-w-md"
						required
					/>
					<NewPasswordField field={fields.newPassword} label={m.auth_new_password()} className="max-w-md" />
					<CheckboxField field={fields.revokeOtherSessions} label={m.profile_revoke()} help={m.profile_revoke_help()} />
					<SubmitButton intent="password" fetcher={fetcher} className="w-fit">
						{m.profile_change_password()}
					</SubmitButton>
				</ActionForm>
			</CardBody>
		</Card>
	);
}
