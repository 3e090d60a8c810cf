import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";

export function ResendForm({ email }: { email: string | null }) {
	const [form, fields] = useActionForm<{ email: string }>({ defaultValue: { email: email ?? "" } });
	return (
		<ActionForm form={form} labels={{ email: m.auth_email() }}>
			<TextField field={fields.email} type="email" label={m.auth_email()} autoComplete="email" required />
			<SubmitButton wide variant={email ? "secondary" : "primary"}>
				{m.auth_verify_resend()}
			</SubmitButton>
		</ActionForm>
	);
}
