import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { CodeId } from "~/ui/code-id";
import { ActionForm } from "~/ui/form/action-form";
import { CheckboxField } from "~/ui/form/checkbox-field";
import { PasswordField } from "~/ui/form/password-field";
import { SelectField } from "~/ui/form/select-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { useActionForm } from "~/ui/form/use-action-form";

type Values = { enabled: boolean; mode: string; serverKey: string; secretKey: string; webhookSecret: string };
type ProviderFormProps = {
	code: "midtrans" | "stripe";
	provider: Schema<"PaymentProvider">;
	webhookUrl: string;
};

/** On or off, test or live, and new keys; the keys in force are never shown. */
export function ProviderForm({ code, provider, webhookUrl }: ProviderFormProps) {
	const { enabled, mode, hint } = provider;
	const [form, fields] = useActionForm<Values>({ defaultValue: { enabled, mode } });
	const labels = {
		enabled: m.admin_providers_enabled(),
		mode: m.admin_providers_mode(),
		serverKey: m.admin_providers_server_key(),
		secretKey: m.admin_providers_secret_key(),
		webhookSecret: m.admin_providers_webhook_secret(),
	};
	const key = { autoComplete: "off", maxLength: 300, className: "max-w-xl" } as const;
	return (
		<ActionForm form={form} labels={labels} className="max-w-2xl grid-cols-1">
			<Card>
				<CardBody className="grid grid-cols-1 gap-4.5">
					<CheckboxField field={fields.enabled} label={labels.enabled} help={m.admin_providers_enabled_help()} />
					<SelectField
						field={fields.mode}
						label={labels.mode}
						help={m.admin_providers_mode_help()}
						className="max-w-md"
						options={[
							["test", m.admin_providers_test()],
							["live", m.admin_providers_live()],
						]}
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader
					title={m.admin_providers_new_keys()}
					description={
						<>
							{m.admin_providers_new_keys_text()} {hint && <code className="font-mono break-all">{hint}</code>}
						</>
					}
				/>
				<CardBody className="grid grid-cols-1 gap-4.5">
					{code === "midtrans" ? (
						<PasswordField
							field={fields.serverKey}
							label={labels.serverKey}
							help={m.admin_providers_server_key_help()}
							{...key}
						/>
					) : (
						<>
							<PasswordField
								field={fields.secretKey}
								label={labels.secretKey}
								help={m.admin_providers_secret_key_help()}
								{...key}
							/>
							<PasswordField
								field={fields.webhookSecret}
								label={labels.webhookSecret}
								help={m.admin_providers_webhook_secret_help()}
								{...key}
							/>
						</>
					)}
					<div className="grid grid-cols-1 gap-0.5">
						<p className="text-note text-ink-muted">{m.admin_providers_webhook_url()}</p>
						<CodeId value={webhookUrl} />
					</div>
				</CardBody>
			</Card>
			<div className="flex flex-wrap gap-2">
				<SubmitButton>{m.admin_providers_save()}</SubmitButton>
				<ButtonLink to="/admin/payment-providers">{m.ui_cancel()}</ButtonLink>
			</div>
		</ActionForm>
	);
}
